using System.Text.Json.Nodes;
using Portal.Dns;
using Portal.Domains;

namespace Portal.WebHost.Api;

internal static class DnsEndpoints
{
    private static readonly TextShape Time = new() { Nullable = true, Format = "date-time" };

    private static readonly ObjectShape Dns = new(
        "Dns",
        new Field("ok", new FlagShape()),
        new Field("verdict", new TextShape { Choices = Names<DnsVerdict>.All }),
        new Field("chain", new ListShape(new TextShape()) { Description = "The names of the CNAME chain in order, the host first." }),
        new Field(
            "expected",
            new TextShape
            {
                Description = "The required record, in zone file form.",
                Example = "\"portal.acme.example. 300 IN CNAME portal.example.\"",
            }),
        new Field("seen", new TextShape { Description = "What was found, in the same form; empty: nothing." }),
        new Field("servers", new ListShape(new TextShape()) { Description = "The name servers of the zone; empty: unknown." }),
        new Field("advice", new TextShape { Description = "What is wrong and what to do; empty: all is well." }),
        new Field("checkedAt", Time),
        new Field("nextCheck", Time),
        new Field("leftAt", Time with { Description = "Since when a host that was once right no longer is." }),
        new Field("records", new ListShape(new ObjectShape(
            "DnsRecord",
            new Field(
                "purpose",
                new TextShape
                {
                    Choices = ["cname", "challenge", "persist"],
                    Description = "cname brings visitors here; challenge and persist prove control of the name to the "
                        + "certificate authority.",
                }),
            new Field("type", new TextShape { Example = "\"CNAME\"" }),
            new Field("name", new TextShape { Description = "In full, without the trailing dot.", Example = "\"portal.acme.example\"" }),
            new Field(
                "relativeName",
                new TextShape
                {
                    Description = "Relative to the registered domain, as most providers' forms expect it; @ for the domain itself.",
                    Example = "\"portal\"",
                }),
            new Field("value", new TextShape { Example = "\"portal.example\"" }),
            new Field("ttl", new NumberShape { Description = "Seconds." }),
            new Field(
                "seen", new TextShape { Nullable = true, Description = "What is at that name now, in zone file form; null: nothing." })))
        {
            Description = "The records to create, split into the parts that a provider's form asks for. "
                + "None where there is nothing to check.",
        }));

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/domains/{host}/dns", Check).Does(new("Check a domain's DNS now", "domains.read") { Gives = Dns, Refuses = [404] });

    private static async Task<ApiAnswer> Check(string host, ApiCall call, DomainDesk desk, CancellationToken cancellation) =>
        (await desk.CheckNow(call.Caller, host, cancellation)).Answer("domain", dns => ApiAnswer.Ok(Write(dns)));

    private static JsonObject Write(DomainDns dns)
    {
        var view = dns.Seen;
        return new JsonObject
        {
            ["ok"] = view.Ok,
            ["verdict"] = Names<DnsVerdict>.Of(view.Verdict),
            ["chain"] = JsonList.Of(view.Chain),
            ["expected"] = view.Expected,
            ["seen"] = view.Seen,
            ["servers"] = JsonList.Of(view.Servers),
            ["advice"] = view.Advice,
            ["checkedAt"] = Times.Text(view.CheckedAt),
            ["nextCheck"] = Times.Text(view.NextCheck),
            ["leftAt"] = Times.Text(view.LeftAt),
            ["records"] = new JsonArray([.. Records(dns.Host, view).Select(record => new JsonObject
            {
                ["purpose"] = record.Purpose,
                ["type"] = record.Type,
                ["name"] = record.Name,
                ["relativeName"] = record.RelativeName,
                ["value"] = record.Value,
                ["ttl"] = record.Ttl,
                ["seen"] = record.Seen,
            })]),
        };
    }

    // What was expected is what was looked for: the platform's name may have changed since.
    private static IEnumerable<DnsRecordLine> Records(string host, DnsView view)
    {
        if (view.Expected.Length == 0)
            return [];
        var own = view.Seen.Split('\n').Where(line => line.StartsWith(host + ". ", StringComparison.Ordinal));
        return [DnsRecords.Cname(host, view.Expected[(view.Expected.LastIndexOf(' ') + 1)..].TrimEnd('.'), string.Join('\n', own))];
    }
}
