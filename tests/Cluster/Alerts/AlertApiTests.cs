using Portal.Tests.Cluster.Api;

namespace Portal.Tests.Cluster.Alerts;

/// <summary>What programs ask of alerts.</summary>
public abstract class AlertApiTests(ApiHost host)
{
    private const string Low = """
        {"title":"Low","area":"balance","operator":"lt","threshold":"10","resetThreshold":"25","email":"a@b.example, c@d.example",
         "penalty":true,"penaltyMinutes":30}
        """;

    [Fact]
    public async Task A_test_run_tells_what_an_alert_sees_and_sends_nothing()
    {
        using var client = host.Client();
        var id = (string)(await client.Expect(201, "POST", "customers", """{"name":"Acme","currency":"USD"}"""))["id"]!;
        var made = await client.Expect(201, "POST", $"customers/{id}/alerts", Low);
        Assert.Equal(
            ("a@b.example, c@d.example", 30, null),
            ((string)made["email"]!, (int)made["penaltyMinutes"]!, (string?)made["madeBy"]));
        var test = await client.Expect(200, "POST", $"customers/{id}/alerts/{made["id"]}/test");
        Assert.Equal(("0", true, null), ((string)test["value"]!, (bool)test["wouldFire"]!, (string?)test["unknown"]));
        Assert.StartsWith("Balance: 0.00 USD", (string)test["text"]!, StringComparison.Ordinal);

        var asr = await client.Expect(201, "POST", $"customers/{id}/alerts", """{"title":"ASR","area":"asr","threshold":"40"}""");
        var unknown = await client.Expect(200, "POST", $"customers/{id}/alerts/{asr["id"]}/test");
        Assert.Equal((null, "noCalls", null), ((string?)unknown["value"], (string)unknown["unknown"]!, (bool?)unknown["wouldFire"]));
        await client.Expect(404, "POST", $"customers/{id}/alerts/al_none/test");
        await client.Expect(404, "GET", $"customers/{id}/alerts/al_none/history");
    }

    [Theory]
    [InlineData("resetThreshold", ""","resetThreshold":"5" """)]
    [InlineData("samplePeriod", ""","samplePeriod":1441""")]
    [InlineData("anomaly", ""","anomaly":true""")]
    [InlineData("penaltyMinutes", ""","penaltyMinutes":5""")]
    [InlineData("email", ""","email":"a@b.example, nobody" """)]
    public async Task What_is_wrong_is_told_at_its_field(string field, string more)
    {
        using var client = host.Client();
        var id = (string)(await client.Expect(201, "POST", "customers", """{"name":"Acme","currency":"USD"}"""))["id"]!;
        var refused = await client.Expect(
            422, "POST", $"customers/{id}/alerts", $$"""{"title":"a","area":"balance","operator":"lt","threshold":"10"{{more}}}""");
        Assert.NotNull(refused["errors"]![field]);
    }
}

public sealed class AlertApiOnSqlite(ApiHost host) : AlertApiTests(host), IClassFixture<ApiHost>;
public sealed class AlertApiOnPostgres(PostgresApiHost host) : AlertApiTests(host), IClassFixture<PostgresApiHost>;
