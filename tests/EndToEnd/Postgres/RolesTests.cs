using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Npgsql;
using Portal.Tests.EndToEnd.Parts;

namespace Portal.Tests.EndToEnd.Postgres;

/// <summary>
/// The product on a server with the settings, roles and rights that operators get: each process may what it does, and no more.
/// </summary>
public sealed partial class RolesTests(RolesFleet fleet) : IClassFixture<RolesFleet>
{
    private const string Host = "portal.acme.example";

    [Fact]
    public async Task A_silo_and_a_front_with_rights_of_their_own_serve_pages_and_take_calls_in()
    {
        using var api = fleet.Web.Api();
        await Serve(api);
        var customer = (string)(await api.Send(
            HttpMethod.Post, "customers", new JsonObject { ["name"] = "Acme", ["currency"] = "USD", ["domain"] = Host }))["id"]!;
        var now = TimeProvider.System.GetUtcNow();
        var lines = string.Join('\n', Enumerable.Range(0, 3).Select(day =>
            $$"""{"switch":"sw1","callId":"c{{day}}","customer":"{{customer}}","callTime":"{{Text(now.AddDays(-day).AddMinutes(-5))}}","source":"4930","destination":"4940","duration":12,"charge":"0.5","currency":"USD","sipCode":200}"""));
        Assert.Equal(3, (int)(await Send(HttpMethod.Post, "cdrs", lines, "application/x-ndjson"))["accepted"]!);
        // Once more, rated anew: corrections go by temporary tables.
        var corrected = await Send(
            HttpMethod.Post, "cdrs?correct=true", lines.Replace("0.5", "0.7", StringComparison.Ordinal), "application/x-ndjson");
        Assert.Empty(corrected["errors"]!.AsArray());
        Assert.Equal(3, (await api.Get($"cdrs?customer={customer}"))["items"]!.AsArray().Count);
        Assert.Equal(
            ["portal_days"],
            await fleet.Ask("SELECT DISTINCT pg_get_userbyid(c.relowner)::text FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid "
                + "WHERE i.inhparent = 'portal_calls'::regclass"));

        await Send(
            HttpMethod.Put,
            "calls/live",
            $$"""{"switch":"sw1","calls":[{"callId":"l","customer":"{{customer}}","source":"4930","started":"{{Text(now)}}"}]}""");
        var recording = await Send(HttpMethod.Put, "recordings/sw1/c0", "OggS" + new string('\0', 100), "audio/ogg");
        Assert.Equal(104, (int)recording["bytes"]!);
        await SignsIn();

        // Days of the past go by the hand of a silo.
        var oldest = DateOnly.FromDateTime(now.AddMinutes(-5).UtcDateTime).DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber - 1;
        Assert.Equal(1, await fleet.DropDays(oldest, RolesFleet.Silo));
        Assert.DoesNotContain("permission denied", fleet.Output, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("42501", fleet.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(RolesFleet.Front, "SELECT * FROM OrleansStorage")]
    [InlineData(RolesFleet.Front, "UPDATE portal_operators SET name = ''")]
    [InlineData(RolesFleet.Front, "DELETE FROM portal_audit")]
    [InlineData(RolesFleet.Front, "DELETE FROM portal_calls")]
    [InlineData(RolesFleet.Front, "DROP TABLE portal_calls")]
    [InlineData(RolesFleet.Front, "CREATE TABLE mine (x int)")]
    [InlineData(RolesFleet.Silo, "DROP TABLE portal_domains")]
    [InlineData(RolesFleet.Silo, "ALTER TABLE portal_domains ADD COLUMN x int")]
    [InlineData(RolesFleet.Silo, "DELETE FROM schemaversions")]
    [InlineData(RolesFleet.Silo, "CREATE ROLE mine")]
    public async Task More_than_that_is_refused(string role, string sql)
    {
        var refused = await Assert.ThrowsAsync<PostgresException>(() => fleet.Ask(sql, role));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Fact]
    public async Task A_table_of_a_later_migration_is_the_silos_at_once_and_the_fronts_to_read()
    {
        await fleet.Ask("CREATE TABLE portal_later (x int)", RolesFleet.Migrate);
        await fleet.Ask("INSERT INTO portal_later VALUES (1)", RolesFleet.Silo);
        Assert.Equal(["1"], await fleet.Ask("SELECT x::text FROM portal_later", RolesFleet.Front));
        await Assert.ThrowsAsync<PostgresException>(() => fleet.Ask("INSERT INTO portal_later VALUES (2)", RolesFleet.Front));
        await fleet.Ask("DROP TABLE portal_later", RolesFleet.Migrate);
    }

    [Fact]
    public async Task A_front_leaves_behind_the_balancer_and_comes_back_without_a_failed_page()
    {
        using (var api = fleet.Web.Api())
            await Serve(api);
        using var over = new CancellationTokenSource();
        var visits = Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Visit(over.Token)));
        await fleet.SecondWeb.Signal("TERM");
        Assert.Equal(0, await fleet.SecondWeb.Ends(TimeSpan.FromSeconds(45)));
        await fleet.SecondWeb.Start();
        await over.CancelAsync();
        Assert.All(await visits, count => Assert.True(count > 3));
    }

    [Fact]
    public async Task Alerts_and_the_dashboard_name_metrics_that_members_have()
    {
        using (var api = fleet.Web.Api())
            await Serve(api);
        using var client = new HttpClient();
        var told = new HashSet<string>(StringComparer.Ordinal);
        foreach (var port in new[] { fleet.SiloOps, fleet.Web.Ops })
        {
            var text = await client.GetStringAsync($"http://127.0.0.1:{port}/metrics");
            told.UnionWith(Types().Matches(text).Select(type => type.Groups["name"].Value));
        }

        var shipped = Path.Combine(AppContext.BaseDirectory, "deploy");
        var used = string.Concat(
            await File.ReadAllTextAsync(Path.Combine(shipped, "prometheus", "rules.yml")),
            await File.ReadAllTextAsync(Path.Combine(shipped, "grafana", "portal.json")));
        var missing = Names().Matches(used).Select(name => name.Value).Distinct().Where(name => !told.Contains(name)
            && !told.Contains(Regex.Replace(name, "_(bucket|sum|count)$", "", RegexOptions.None, TimeSpan.FromSeconds(1)))).ToArray();
        Assert.Empty(missing);
    }

    // Those of the product itself come with what they count; a unit test compares them with the code.
    [GeneratedRegex(@"\b(dotnet|http_server|kestrel|orleans)_[a-z_]+", RegexOptions.None, 1000)]
    private static partial Regex Names();

    [GeneratedRegex(@"^# TYPE (?<name>\S+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Types();

    private static string Text(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private async Task Serve(PortalApi api)
    {
        if ((await api.Try(HttpMethod.Get, $"domains/{Host}")).Status != 200)
            await api.AddDomain(Host);
        var last = "";
        await Until.Holds(
            async () =>
            {
                try
                {
                    return (last = await Page()).Contains("Acme Telecom", StringComparison.Ordinal);
                }
                catch (HttpRequestException problem)
                {
                    last = problem.ToString();
                    return false;
                }
            },
            TimeSpan.FromSeconds(60),
            () => last + fleet.Output);
    }

    private async Task<int> Visit(CancellationToken over)
    {
        for (var count = 0; ; count++)
        {
            if (over.IsCancellationRequested)
                return count;
            Assert.Contains("Acme Telecom", await Page(), StringComparison.Ordinal);
        }
    }

    /// <summary>By a connection of its own through the balancer, which passes TLS on; whose certificate it is, others test.</summary>
    private async Task<string> Page()
    {
        using var client = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = async (_, cancellation) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                await socket.ConnectAsync(IPAddress.Loopback, fleet.Https, cancellation);
                return new NetworkStream(socket, ownsSocket: true);
            },
            SslOptions = { RemoteCertificateValidationCallback = (_, _, _, errors) => !errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) },
        })
        { Timeout = TimeSpan.FromSeconds(20) };
        return await client.GetStringAsync($"https://{Host}:{fleet.Https}/sign-in");
    }

    private async Task<JsonNode> Send(HttpMethod method, string path, string body, string type = "application/json")
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(30) };
        using var request = new HttpRequestMessage(method, $"http://localhost:{fleet.Web.Http}/api/v1/{path}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", PortalProcess.ApiKey);
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) { Headers = { ContentType = new MediaTypeHeaderValue(type) } };
        using var answer = await client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{method} {path}: {answer.StatusCode} {text}\n{fleet.Output}");
        return JsonNode.Parse(text)!;
    }

    private async Task SignsIn()
    {
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        using var form = new HttpRequestMessage(HttpMethod.Post, fleet.Web.ControlPanel + "/sign-in")
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["email"] = PortalProcess.AdminEmail,
                ["password"] = PortalProcess.AdminPassword,
            }),
        };
        form.Headers.Add("Sec-Fetch-Site", "same-origin");
        using var answer = await client.SendAsync(form);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.NotEmpty(await fleet.Ask("SELECT id::text FROM portal_staff_sessions"));
    }
}
