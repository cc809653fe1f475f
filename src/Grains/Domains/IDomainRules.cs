using Portal.Saving;

namespace Portal.Domains;

/// <summary>
/// Everything that must hold of a domain's settings, in one place. All errors are collected, each at its field. It asks
/// the stores whether the brand, logo, favicon and template customer that are named exist.
/// </summary>
internal interface IDomainRules
{
    /// <param name="settings">As they were sent.</param>
    /// <param name="stored">What is stored: keys that only a newer release knows are taken where they are there already.</param>
    /// <param name="cancellation">Ends the look-ups.</param>
    /// <returns>The settings in their one form (trimmed, lists without doubles in order, host normalised) and what is wrong.</returns>
    Task<(DomainSettings Settings, IReadOnlyList<FieldError> Errors)> Check(
        DomainSettings settings, DomainSettings? stored, CancellationToken cancellation);
}
