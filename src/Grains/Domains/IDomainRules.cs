using Portal.Saving;

namespace Portal.Domains;

/// <summary>
/// Everything that must hold of a domain's settings, in one place. All errors are collected, each at its field. It asks
/// the stores whether the brand, logo, favicon and template customer that are named exist.
/// </summary>
internal interface IDomainRules
{
    /// <returns>The settings in their one form (trimmed, lists without doubles in order, host normalised) and what is wrong.</returns>
    Task<(DomainSettings Settings, IReadOnlyList<FieldError> Errors)> Check(DomainSettings settings, CancellationToken cancellation);
}
