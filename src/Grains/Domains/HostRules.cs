using Portal.Hosts;
using Portal.Saving;

namespace Portal.Domains;

/// <summary>Which names may be a tenant's: right ones, and none of the platform's own.</summary>
internal static class HostRules
{
    public static string Check(string? written, string platformHost, IReadOnlyList<string> controlHosts, FieldErrors errors)
    {
        if (!HostName.TryParse(written, out var host, out var reason))
        {
            errors.Add("host", reason);
            return written ?? "";
        }

        var name = host.Value;
        if (Normal(platformHost) is { } own && (name == own || name.EndsWith("." + own, StringComparison.Ordinal)))
            errors.Add(
                "host",
                $"{host.Display} belongs to the platform itself ({platformHost}). "
                + "Enter a name in the customer's own domain and point it here with a CNAME.");
        else if (controlHosts.Any(control => Normal(control) == name))
            errors.Add("host", $"{host.Display} is the name of this control panel. Enter another name.");
        else if (PublicSuffixes.IsSuffix(name))
            errors.Add(
                "host",
                $"{host.Display} is a public suffix: others register their names under it, so it can't be a portal itself. "
                + $"Enter a name in the customer's own domain, such as portal.acme.{host.Display}.");
        return name;
    }

    private static string? Normal(string configured) => HostName.TryParseControl(configured, out var host, out _) ? host.Value : null;
}
