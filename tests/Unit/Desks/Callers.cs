using Portal.Saving;
using Portal.Staff;

namespace Portal.Tests.Unit.Desks;

/// <summary>Everybody who may come to a desk about something of the brand <c>acme</c>.</summary>
internal static class Callers
{
    private static readonly Dictionary<string, Caller> All = new(StringComparer.Ordinal)
    {
        ["owner"] = With(new StaffRights { Role = StaffRole.Owner }),
        ["administrator"] = With(new StaffRights { Role = StaffRole.Admin }),
        ["support"] = With(new StaffRights { Role = StaffRole.Support }),
        ["read-only"] = With(new StaffRights { Role = StaffRole.ReadOnly }),
        ["reseller of acme"] = With(new StaffRights { Role = StaffRole.Reseller, Brands = ["acme"] }),
        ["reseller of acme, with scripts"] = With(new StaffRights { Role = StaffRole.Reseller, Brands = ["acme"], CustomScript = true }),
        ["reseller of both"] = With(new StaffRights { Role = StaffRole.Reseller, Brands = ["acme", "other"] }),
        ["reseller of other"] = With(new StaffRights { Role = StaffRole.Reseller, Brands = ["other"] }),
        ["reseller of none"] = With(new StaffRights { Role = StaffRole.Reseller }),
        ["role of a later release"] = With(new StaffRights { Role = UnknownNames.Keep<StaffRole>("auditor") }),
        ["signed out"] = Caller.Nobody,
    };

    public static Caller Of(string who) => All[who];

    /// <summary>An owner's key that opens this and no more.</summary>
    public static Caller KeyFor(params string[] scopes) => Of("owner") with { KeyScopes = scopes };

    public static Change Change(long? version = null) => new("op", Actor.System, version);

    private static Caller With(StaffRights rights) => new(new Actor("operator", "o_1", "Ann"), rights);
}
