using Portal.Saving;

namespace Portal.Brands;

/// <summary>Everything that must hold of a brand's settings. The shapes that a domain shares are checked by the same code.</summary>
internal interface IBrandRules
{
    /// <param name="settings">As they were sent.</param>
    /// <param name="stored">What is stored: keys that only a newer release knows are taken where they are there already.</param>
    /// <param name="cancellation">Ends the look-ups.</param>
    Task<(BrandSettings Settings, IReadOnlyList<FieldError> Errors)> Check(
        BrandSettings settings, BrandSettings? stored, CancellationToken cancellation);
}
