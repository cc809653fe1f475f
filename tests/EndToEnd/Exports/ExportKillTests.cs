using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Npgsql;
using Portal.Tests.Cluster.Hosting;
using Portal.Tests.EndToEnd.Parts;
using Portal.Tests.EndToEnd.People;

namespace Portal.Tests.EndToEnd.Exports;

/// <summary>Power cuts while a file is made in the background: another front end goes on with it.</summary>
public sealed class ExportKillTests
{
    private const string Host = "acme.localhost";
    private const string Email = "ann@customer.example";
    private const int Calls = 100_000;
    private const int AtOnce = 20_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    // Two calls a minute, the last one an hour ago.
    private static readonly DateTimeOffset End = TimeProvider.System.GetUtcNow().AddHours(-1);
    private static readonly string Range =
        FormattableString.Invariant($"from={End.AddDays(-40):yyyy-MM-dd}&to={End:yyyy-MM-dd}T{End:HH:mm}:59Z&tz=UTC");

    [Fact]
    public async Task A_file_whose_front_ends_are_killed_at_30_and_at_80_percent_is_finished_by_others_with_the_same_hash()
    {
        using var directory = new TempDirectory();
        string[] store = [.. await PostgresStore.New(), "Portal:Keys:File=" + directory["keys/key"]];
        await using var database = NpgsqlDataSource.Create(store[1].Split('=', 2)[1]);
        await using var silo = await Silo(store, directory["data"]);
        // Front ends alone: no member of the cluster is missed when one is gone.
        string[] front = [.. store, "Portal:Role=web"];
        await using var first = await PortalProcess.Start(front);
        await Fill(first);
        using var visitor = Visit(first, await File.ReadAllTextAsync(Path.Combine(directory["data"], "internal-ca.pem")));
        Assert.Equal("/dashboard", await visitor.SignIn(Email));

        await Ask(visitor);
        await Until.Holds(async () => (await Jobs(database))[0].State == "done", Patience, () => first.Output);
        await Ask(visitor);
        await Reaches(database, 30, first);
        await first.Kill();
        var killed = (await Jobs(database))[1];
        Assert.Equal("running", killed.State);
        Assert.InRange(killed.Rows, Calls * 30 / 100, (Calls * 80 / 100) - 1);

        // Whoever was killed holds it for a minute; the test needn't wait for that.
        await using var second = await PortalProcess.Start(front);
        await LeaseIsOver(database);
        await Reaches(database, 80, second);
        await second.Kill();
        killed = (await Jobs(database))[1];
        Assert.Equal("running", killed.State);
        Assert.InRange(killed.Rows, Calls * 80 / 100, Calls - 1);

        await first.Start();
        await LeaseIsOver(database);
        await Until.Holds(async () => (await Jobs(database))[1].State == "done", Patience, () => first.Output);
        var jobs = await Jobs(database);
        Assert.All(jobs, job => Assert.Equal(Calls, job.Rows));
        Assert.Equal(jobs[0].Sha256, jobs[1].Sha256);
        var (status, file, _) = await visitor.Read($"/exports/{jobs[1].Id}/file");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(jobs[0].Sha256, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(file))));
    }

    private static async Task Fill(PortalProcess portal)
    {
        using var api = portal.Api();
        await api.Send(HttpMethod.Post, "domains", new JsonObject
        {
            ["host"] = Host,
            ["brandName"] = "Acme Telecom",
            ["currencies"] = new JsonArray("USD"),
            ["access"] = new JsonArray("cdr"),
        });
        var customer = (string)(await api.Send(
            HttpMethod.Post, "customers", new JsonObject { ["name"] = "Ann", ["currency"] = "USD", ["domain"] = Host }))["id"]!;
        await api.Send(
            HttpMethod.Post,
            $"customers/{customer}/contacts",
            new JsonObject { ["name"] = "Ann", ["email"] = Email, ["role"] = "all", ["password"] = PeopleWorld.Password });
        await api.Reaches(Host, "issued", Patience);
        for (var from = 0; from < Calls; from += AtOnce)
            Assert.Equal(AtOnce, (int)(await api.SendCalls(Lines(customer, from)))["accepted"]!);
    }

    private static string Lines(string customer, int from) => string.Join('\n', Enumerable.Range(from, AtOnce).Select(i =>
        FormattableString.Invariant($$"""
            {"switch":"sw1","callId":"{{i}}","customer":"{{customer}}","callTime":"{{End.AddSeconds(-30 * i):yyyy-MM-dd'T'HH:mm:ss'Z'}}",
            "source":"4420{{i}}","destination":"4915112345678","destinationName":"Germany","duration":60,"charge":"0.12","sipCode":200}
            """).ReplaceLineEndings("")));

    private static Task<SiloPart> Silo(string[] store, string data)
    {
        string[] all =
        [
            .. store, "Portal:DataDirectory=" + data, "Portal:Setup:ApiKey=" + PortalProcess.ApiKey,
            "Portal:Setup:AdminEmail=" + PortalProcess.AdminEmail, "Portal:Setup:AdminPassword=" + PortalProcess.AdminPassword,
            FormattableString.Invariant($"Portal:Cluster:SiloPort={FreePort.Next()}"),
            FormattableString.Invariant($"Portal:Cluster:GatewayPort={FreePort.Next()}"),
        ];
        return SiloPart.Start(all.Select(setting => setting.Split('=', 2))
            .ToDictionary(part => part[0], part => (string?)part[1], StringComparer.Ordinal));
    }

    private static Visitor Visit(PortalProcess portal, string root)
    {
        var cookies = new CookieContainer();
        return new(
            portal.Visitor(root, cookies), cookies, string.Create(CultureInfo.InvariantCulture, $"https://{Host}:{portal.Https}"));
    }

    private static async Task Ask(Visitor visitor) => Assert.Equal("/exports", (await visitor.Post(
        "/exports", await visitor.Hidden("/cdr?" + Range), ("section", "cdr"), ("query", Range), ("format", "csv"))).Location);

    private static Task Reaches(NpgsqlDataSource database, int percent, PortalProcess maker) => Until.Holds(
        async () => (await Jobs(database))[1].Rows >= Calls * percent / 100,
        Patience,
        () => $"It never came to {percent} %:\n{maker.Output}");

    private static async Task LeaseIsOver(NpgsqlDataSource database)
    {
        await using var command = database.CreateCommand("UPDATE portal_exports SET lease_until = 0 WHERE state = 'running'");
        Assert.Equal(1, await command.ExecuteNonQueryAsync());
    }

    private static async Task<List<(string Id, string State, long Rows, string? Sha256)>> Jobs(NpgsqlDataSource database)
    {
        await using var command = database.CreateCommand("SELECT id, state, rows_made, sha256 FROM portal_exports ORDER BY made_at");
        await using var reader = await command.ExecuteReaderAsync();
        var jobs = new List<(string, string, long, string?)>();
        while (await reader.ReadAsync())
            jobs.Add((reader.GetString(0), reader.GetString(1), reader.GetInt64(2), reader.IsDBNull(3) ? null : reader.GetString(3)));
        return jobs;
    }
}
