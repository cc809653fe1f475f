using Microsoft.Extensions.DependencyInjection;
using Portal.Tests.Cluster.Dns;

namespace Portal.Tests.Cluster.Hosting;

/// <summary>Somebody sets the machine's clock while the process runs.</summary>
public sealed class ClockTests(ClockTests.SetCluster cluster) : IClassFixture<ClockTests.SetCluster>
{
    [Fact]
    public async Task Set_back_or_forward_new_grains_start_and_old_ones_go_on()
    {
        foreach (var (hours, name) in new[] { (-1.0, "an hour back"), (1.0, "forth again"), (200 * 24.0, "200 days on"), (-200 * 24.0, "and back"), (-24.0, "a day back") })
        {
            cluster.Clock.Push(TimeSpan.FromHours(hours));
            await cluster.Grains.GetGrain<INotebookGrain>("old").Add(name);
            await cluster.Grains.GetGrain<INotebookGrain>("new " + name).Add("line");
            Assert.StartsWith("line@", await cluster.Grains.GetGrain<INotebookGrain>("new " + name).Read(), StringComparison.Ordinal);
        }

        // What goes idle is still let go, and comes again.
        await cluster.Deactivate(cluster.Grains.GetGrain<INotebookGrain>("old"));
        Assert.Contains("a day back", await cluster.Grains.GetGrain<INotebookGrain>("old").Read(), StringComparison.Ordinal);
    }

    public sealed class SetCluster : SqliteCluster
    {
        internal PushedClock Clock { get; } = new();

        protected override void Configure(IServiceCollection services) => services.AddSingleton<TimeProvider>(Clock);
    }
}
