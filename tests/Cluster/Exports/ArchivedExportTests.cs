using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Portal.Blobs;
using Portal.Calls;
using Portal.Exports;
using Portal.Storage;
using Portal.WebHost.Portals;

namespace Portal.Tests.Cluster.Exports;

/// <summary>Files of calls that lie in files themselves.</summary>
public sealed class ArchivedExportTests(PostgresExportHost portal) : IClassFixture<PostgresExportHost>
{
    private const int Calls = 3000;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_has_the_same_bytes_before_and_after_its_calls_are_archived()
    {
        using var reader = new ExportReaderAtHome(portal, "old");
        await reader.SignIn(Calls);
        string[] formats = ["csv", "ndjson"];
        var before = await Make(reader, formats);
        Assert.All(before, file => Assert.Equal(Calls, file.Rows));
        await Archive();
        Assert.Equal(before, await Make(reader, formats));
    }

    private async Task<List<(long Rows, long Bytes, string? Sha256)>> Make(ExportReaderAtHome reader, string[] formats)
    {
        var made = new List<(long Rows, long Bytes, string? Sha256)>();
        foreach (var format in formats)
        {
            var now = portal.Clock.GetUtcNow();
            var id = await reader.Ask(format, $"from={now.AddDays(-9):yyyy-MM-dd}T00:00:00Z&to={now.AddDays(9):yyyy-MM-dd}T00:00:00Z");
            portal.Clock.Push(ExportLimits.Settles + TimeSpan.FromSeconds(1));
            await portal.Service<ExportRun>().Do((await portal.Service<IExports>().Take(Stop))!, Stop);
            var job = await reader.Job(id);
            Assert.Equal(ExportState.Done, job.State);
            made.Add((job.Rows, job.Bytes, job.Sha256));
        }

        return made;
    }

    // Of a night some months later.
    private async Task Archive()
    {
        Assert.Equal(0, await portal.Service<CallProof>().Prove(Stop));
        var night = new ArchiveNight(
            portal.Service<PortalDatabase>(),
            portal.Service<ICallTables>(),
            portal.Service<CallEdge>(),
            portal.Service<ArchiveBook>(),
            portal.Service<ArchiveWriter>(),
            portal.Service<ArchiveProof>(),
            portal.Service<IBlobs>(),
            portal.Service<ArchiveLimits>(),
            Options.Create(new CallRetentionOptions { HotDays = 30, KeepDays = 3000 }),
            new Later(portal.Clock.GetUtcNow().AddDays(90)),
            NullLogger<ArchiveNight>.Instance);
        await night.Run();
        Assert.Equal(Calls, (await portal.Service<ArchiveBook>().Of(null, 0, long.MaxValue, Stop)).Sum(entry => entry.Calls));
        await portal.Service<ICallTables>().Drop((await portal.Service<CallEdge>().Borders(Stop)).Hot, Stop);
    }

    private sealed class Later(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
