using Portal.Saving;
using Portal.Staff;

namespace Portal.WebHost.ControlPanel;

/// <summary>Staff in words. Pure.</summary>
internal static class StaffWords
{
    public static readonly (string Value, string Text)[] Roles =
    [
        ("readOnly", "Read-only: sees everything, changes nothing"),
        ("support", "Support: read-only, but also opens customers' portals and sends reset links"),
        ("reseller", "Reseller: sees and changes only their own brands"),
        ("admin", "Admin: everything except staff and API keys"),
        ("owner", "Owner: everything"),
    ];

    public static string Role(StaffRole role) => UnknownNames.IsUnknown(role) ? UnknownNames.Of(role) : role switch
    {
        StaffRole.Owner => "Owner",
        StaffRole.Admin => "Admin",
        StaffRole.Support => "Support",
        StaffRole.Reseller => "Reseller",
        StaffRole.ReadOnly => "Read-only",
    };

    public static (string Kind, string Text) State(OperatorView member) =>
        member.Settings.Disabled ? ("off", "Disabled")
        : member.HasPassword ? ("good", "Active")
        : ("wait", "Invited");
}
