using System.Text.Json.Nodes;
using Portal.Tests.Cluster.Hosting;
using Portal.Tests.EndToEnd.GoesLive;
using Portal.Tests.EndToEnd.Parts;

namespace Portal.Tests.EndToEnd.Postgres;

/// <summary>The whole product on the other store, by settings alone.</summary>
public sealed class PostgresTests
{
    private const string Host = "portal.acme.example";

    [Fact]
    public async Task A_domain_goes_live_on_postgres_outlives_a_kill_and_shows_changes_on_a_second_process()
    {
        var store = await PostgresStore.New();
        await using var world = await World.Create(null, store);
        await world.GoLive(Host);
        Assert.Contains("Acme Telecom", await world.Visit(Host), StringComparison.Ordinal);

        await world.Portal.Kill();
        await world.Portal.Start();
        await Shows(world, world.Portal, "Acme Telecom");

        await using var second = await PortalProcess.Start([.. world.Settings, $"Portal:Keys:File={world.Portal.KeyFile}"]);
        await Shows(world, second, "Acme Telecom");
        using var other = second.Api();
        await world.Api.Send(HttpMethod.Patch, $"domains/{Host}", new JsonObject { ["brandName"] = "Said to the first" });
        await Shows(world, second, "Said to the first");
        await other.Send(HttpMethod.Patch, $"domains/{Host}", new JsonObject { ["brandName"] = "Said to the second" });
        await Shows(world, world.Portal, "Said to the second");
        Assert.Equal(1, world.Ca.Finalised);
    }

    [Fact]
    public async Task A_start_before_migrate_is_refused_in_one_line_and_migrate_may_run_twice()
    {
        using var directory = new TempDirectory();
        string[] settings =
        [
            "--Portal:Storage:Provider=postgres", "--ConnectionStrings:Portal=" + await PostgresServer.NewDatabase(),
            "--Portal:DataDirectory=" + directory["data"], "--Portal:Keys:File=" + directory["keys/key"],
            $"--Portal:Http:Port={FreePort.Next()}", $"--Portal:Https:Port={FreePort.Next()}", $"--Portal:Ops:Port={FreePort.Next()}",
        ];
        var refused = await PortalProcess.Execute(settings);
        Assert.Equal(2, refused.Code);
        Assert.Contains("migrate", refused.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Output.Trim());

        Assert.Equal(0, (await PortalProcess.Execute(["migrate", .. settings])).Code);
        var again = await PortalProcess.Execute(["migrate", .. settings]);
        Assert.Equal((0, "The tables are up to date."), (again.Code, again.Output.Trim()));
    }

    private static async Task Shows(World world, PortalProcess portal, string text)
    {
        using var visitor = portal.Visitor(await world.Ca.IssuingRoot());
        var last = "";
        await Until.Holds(
            async () =>
            {
                try
                {
                    last = await visitor.GetStringAsync($"https://{Host}/sign-in");
                }
                catch (HttpRequestException problem)
                {
                    last = problem.ToString();
                }

                return last.Contains(text, StringComparison.Ordinal);
            },
            World.Patience,
            () => $"The page never showed '{text}': {last}\n{portal.Output}");
    }
}
