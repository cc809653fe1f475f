using Portal.Hosts;

namespace Portal.Dns;

/// <summary>A record that somebody is to create, in the parts that a provider's form asks for.</summary>
/// <param name="Purpose"><c>cname</c>, <c>challenge</c> or <c>persist</c>.</param>
/// <param name="Name">Whole, without the last dot.</param>
/// <param name="RelativeName">Below the registered domain, as most forms want it; <c>@</c> for the domain itself.</param>
/// <param name="Value">As it is typed into a form: a name without its last dot.</param>
/// <param name="Ttl">In seconds.</param>
/// <param name="Seen">What stands there now; null: nothing, or nobody looked.</param>
public sealed record DnsRecordLine(
    string Purpose, string Type, string Name, string RelativeName, string Value, int Ttl, string? Seen = null);

/// <summary>The records that a domain needs. Pure.</summary>
public static class DnsRecords
{
    private const int Ttl = 300;

    /// <summary>The one that every domain needs: it leads visitors here.</summary>
    public static DnsRecordLine Cname(string host, string platformHost, string? seen = null) =>
        new("cname", "CNAME", host, PublicSuffixes.RelativeName(host), platformHost, Ttl, string.IsNullOrEmpty(seen) ? null : seen);
}
