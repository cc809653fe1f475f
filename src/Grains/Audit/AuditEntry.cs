using Portal.Saving;

namespace Portal.Audit;

/// <summary>One row of the audit: who did what to which thing.</summary>
/// <param name="Id">Id of the operation: the same a second time is kept once.</param>
/// <param name="Action"><c>domain.create</c>, <c>domain.save</c>, <c>certificate.renew</c>, …</param>
/// <param name="Target"><c>domain/portal.acme.example</c>: the kind and the key.</param>
/// <param name="Brand">The brand that it belongs to, so that a reseller sees their own; null: nobody's.</param>
/// <param name="Before">JSON of what changed, as it was; null for a creation. Secrets read "changed".</param>
/// <param name="After">JSON of what changed, as it is; null for a deletion.</param>
public sealed record AuditEntry(
    string Id,
    DateTimeOffset Time,
    Actor Actor,
    string Action,
    string Target,
    string? Brand,
    string? Before,
    string? After) : Kept;
