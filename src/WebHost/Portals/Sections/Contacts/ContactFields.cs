using System.Net;
using Portal.Access;
using Portal.People;

namespace Portal.WebHost.Portals;

/// <summary>Between a contact's form and its settings.</summary>
internal static class ContactFields
{
    private static readonly (ContactRole Role, string Value)[] Roles =
    [
        (ContactRole.All, "all"),
        (ContactRole.Billing, "billing"),
        (ContactRole.Technical, "technical"),
        (ContactRole.ReadOnly, "readOnly"),
    ];

    public static IEnumerable<(string Value, string Text)> RoleChoices(TextSet texts) =>
        Roles.Select(r => (r.Value, texts["Role." + r.Role + ".Choice"]));

    public static FormState Write(ContactSettings settings)
    {
        var form = new FormState();
        form["role"] = Roles.First(r => r.Role == settings.Role).Value;
        form["department"] = settings.Department;
        form["allowedIps"] = string.Join('\n', settings.AllowedIps);
        form["status"] = settings.Status == ContactStatus.Active ? "active" : "disabled";
        return form;
    }

    /// <summary>Null: no such role.</summary>
    public static ContactRole? Role(IFormCollection posted) =>
        Roles.Where(r => r.Value == posted["role"].ToString()).Select(r => (ContactRole?)r.Role).FirstOrDefault();

    public static string[] AllowedIps(IFormCollection posted) =>
        posted["allowedIps"].ToString().Split(
            ['\n', ',', ' ', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Whether somebody at this address would still be let in.</summary>
    public static bool LetsIn(string[] allowed, IPAddress? address)
    {
        if (allowed.Length == 0 || address is null)
            return true;
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return allowed.Any(text =>
            IPNetwork.TryParse(text, out var network)
                ? network.Contains(plain)
                : IPAddress.TryParse(text, out var one) && one.Equals(plain));
    }
}
