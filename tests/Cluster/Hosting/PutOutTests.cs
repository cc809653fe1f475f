using Microsoft.Extensions.DependencyInjection;
using Portal.Hosting.Ops;
using Portal.Hosting.Stopping;

namespace Portal.Tests.Cluster.Hosting;

/// <summary>A member that the others put out of the cluster while it stood still.</summary>
public sealed class PutOutTests : IDisposable
{
    private readonly TempDirectory directory = new();

    [Fact]
    public async Task It_says_503_as_soon_as_the_table_calls_it_dead_and_ends_to_be_started_again()
    {
        var database = await PostgresCluster.NewDatabase();
        var settings = SiloUnderTest.Settings(directory, database);
        var end = new ToldEnd();
        await using var first = await SiloUnderTest.Start(
            settings, services => services.AddSingleton<IProcessEnd>(end).AddSingleton<Health>());
        await using var second = await SiloUnderTest.Start(settings);
        var health = first.Services.GetRequiredService<Health>();
        Assert.Equal("ready", (await health.Readiness(TestContext.Current.CancellationToken)).Status);

        var self = first.Services.GetRequiredService<ILocalSiloDetails>().SiloAddress;
        await using (
            var connection = await second.Services.GetRequiredService<Portal.Storage.PortalDatabase>().Write.OpenConnectionAsync(
                TestContext.Current.CancellationToken))
        await using (var command = connection.CreateCommand())
        {
            // As the others write it; this one is not told, for nobody tells the dead.
            command.CommandText =
                $"UPDATE OrleansMembershipTable SET Status = {(int)SiloStatus.Dead} WHERE Port = {self.Endpoint.Port}; "
                    + "UPDATE OrleansMembershipVersionTable SET Version = Version + 1";
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        var report = await health.Readiness(TestContext.Current.CancellationToken);
        Assert.Equal(("notReady", "The silo is dead, not active."), (report.Status, report.Reason));
        Assert.Equal(FatalEnd.PutOut, await end.Line.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken));
    }

    public void Dispose() => directory.Dispose();

    /// <summary>In place of the end of the process, which is the test's own.</summary>
    private sealed class ToldEnd : IProcessEnd
    {
        private readonly TaskCompletionSource<string> told = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<string> Line => told.Task;

        public void StartAgain(string line) => told.TrySetResult(line);
    }
}
