using System.Text.Json.Nodes;
using Npgsql;
using Portal.Tests.Cluster.Hosting;

namespace Portal.Tests.Bench.Fleet;

/// <summary>Several processes of the product on one PostgreSQL, with a domain for each writer.</summary>
internal sealed class FleetOf : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("portal-bench-fleet").FullName;
    private readonly PostgresProcess store;

    private FleetOf(PostgresProcess store) => this.store = store;

    public IReadOnlyList<Member> Members { get; private set; } = [];

    private string Text => store.Text("postgres");

    public static async Task<FleetOf> Start(int count, int domains)
    {
        var fleet = new FleetOf(await PostgresProcess.Start("max_connections=300"));
        try
        {
            fleet.Members = [.. Enumerable.Range(0, count).Select(number => new Member(number, fleet.folder, fleet.Text))];
            await using (var verb = new Member(-1, fleet.folder, fleet.Text))
                await verb.Execute("migrate");
            foreach (var member in fleet.Members)
                await member.Start();
            using var api = new Api(fleet.Members[0].Http);
            for (var number = 0; number < domains; number++)
            {
                await api.Send(HttpMethod.Post, "domains", new JsonObject
                {
                    ["host"] = PortalPeer.Host(number),
                    ["brandName"] = $"Operator {number}",
                    ["currencies"] = new JsonArray("USD"),
                });
            }

            return fleet;
        }
        catch
        {
            await fleet.DisposeAsync();
            throw;
        }
    }

    /// <summary>What the table calls a member: its newest life.</summary>
    public async Task<int?> Status(Member member)
    {
        await using var connection = new NpgsqlConnection(Text);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            $"SELECT Status FROM OrleansMembershipTable WHERE Port = {member.Silo} ORDER BY Generation DESC LIMIT 1", connection);
        return (int?)await command.ExecuteScalarAsync();
    }

    /// <summary>One more, with an environment of its own; whoever asks starts and disposes it.</summary>
    public Member Join(IReadOnlyDictionary<string, string> environment) => new(Members.Count, folder, Text, environment);

    public async ValueTask DisposeAsync()
    {
        foreach (var member in Members)
            await member.DisposeAsync();
        await store.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
