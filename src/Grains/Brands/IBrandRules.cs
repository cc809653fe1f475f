using Portal.Saving;

namespace Portal.Brands;

/// <summary>Everything that must hold of a brand's settings. The shapes that a domain shares are checked by the same code.</summary>
internal interface IBrandRules
{
    Task<(BrandSettings Settings, IReadOnlyList<FieldError> Errors)> Check(BrandSettings settings, CancellationToken cancellation);
}
