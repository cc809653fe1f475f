using System.Text;
using Portal.Tests.Cluster.Api;
using static Portal.Tests.Cluster.Calls.SentCalls;

namespace Portal.Tests.Cluster.Calls;

/// <summary>Calls that are rated anew.</summary>
public sealed class CorrectionTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task A_correction_says_first_what_it_would_change_and_then_changes_that()
    {
        using var client = host.Client();
        var customer = await Add(client);
        var id = Guid.NewGuid().ToString();
        Assert.Equal((1, 0, 0), Counts(await Post(client, Line(customer, id))));
        var corrected = (Line(customer, id) + Line(customer, id) + Line(customer, id + "none")).Replace("0.05", "0.75", StringComparison.Ordinal);
        foreach (var (query, now) in ((string, string)[])[("?correct=true&dryRun=true", "-0.05"), ("?correct=true", "-0.75")])
        {
            var answer = await Post(client, Encoding.UTF8.GetBytes(corrected), "application/x-ndjson", query);
            Assert.Equal((1, 0, 2), Counts(answer));
            Assert.Equal(
                $$"""[{"customer":"{{customer}}","currency":"USD","calls":1,"before":"0.05","after":"0.75"}]""",
                answer.Json["customers"]!.ToJsonString());
            Assert.Equal(now, (string)(await client.Expect(200, "GET", "customers/" + customer))["balance"]!);
        }

        Assert.Equal(422, (await Post(client, Encoding.UTF8.GetBytes(corrected), "application/x-ndjson", "?dryRun=true")).Status);
        Assert.Equal(422, (await Post(client, Encoding.UTF8.GetBytes(corrected), "application/x-ndjson", "?correct=yes")).Status);
    }

    [Fact]
    public async Task What_a_correction_leaves_out_stays_but_each_line_says_what_the_call_costs()
    {
        using var client = host.Client();
        var customer = await Add(client);
        var id = Guid.NewGuid().ToString();
        var line = Line(customer, id, ",\"rate\":\"0.05\",\"billedDuration\":60,\"destinationCode\":\"49151\"");
        Assert.Equal((1, 0, 0), Counts(await Post(client, line)));
        var key = $"{{\"switch\":\"sw1\",\"callId\":\"{id}\",\"customer\":\"{customer}\",\"callTime\":\"{Yesterday:yyyy-MM-dd}T00:00:00Z\"";
        var answer = await Post(
            client,
            Encoding.UTF8.GetBytes($"{key},\"charge\":\"0.75\"}}\n{key},\"rate\":\"9\"}}\n"),
            "application/x-ndjson",
            "?correct=true");
        Assert.Equal(["2: “charge” is missing."], Errors(answer));
        var call = (await client.Expect(200, "GET", $"cdrs?customer={customer}&range=last7d"))["items"]![0]!;
        Assert.Equal(
            ("0.75", "0.05", "Germany Mobile", "49151", "60"),
            (call["charge"]!.ToString(), call["rate"]!.ToString(), (string)call["destinationName"]!, (string)call["destinationCode"]!,
                call["billedDuration"]!.ToString()));
    }
}
