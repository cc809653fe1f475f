using Portal.Lists;

namespace Portal.Audit;

/// <summary>What the audit shows, and what it is sorted, filtered and searched by.</summary>
internal static class AuditList
{
    public static readonly ListPlan Plan = new()
    {
        Rows = "portal_audit a",
        Fields = """
            a.id, a.time, a.who_kind AS whoKind, a.who_id AS whoId, a.who_name AS whoName, a.source, a.action, a.target, a.brand, a.before,
              a.after
            """,
        Id = "a.id",
        Sorts = [new("time", "a.time", IsNumber: true)],
        // One change may be noted of several things.
        Ties = [new("id", "a.id"), new("action", "a.action"), new("target", "a.target")],
        Default = "-time",
        Filters =
        [
            new("target", "a.target = {0}", "Only changes to this target: domain/portal.acme.example, brand/acme, …"),
            new("action", "a.action = {0}", "Only this action: domain.save, …"),
            new("who", "a.who_name = {0}", "Only changes by those of this name."),
            new("whoId", "a.who_id = {0}", "Only changes by this operator, API key or contact."),
            new("from", "a.time >= {0}", "Only changes made then or later.") { IsTime = true },
            new("before", "a.time < {0}", "Only changes made before.") { IsTime = true },
        ],
        Ways =
        [
            new("LOWER(a.target)", ListText.Hosts),
            new("LOWER(a.who_name)", ListText.Lower),
            new("LOWER(a.action)", ListText.Lower) { LooksInside = true },
        ],
        Brands = "a.brand IN @Brands",
    };
}
