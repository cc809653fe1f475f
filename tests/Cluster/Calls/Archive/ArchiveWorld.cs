using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Portal.Blobs;
using Portal.Calls;
using Portal.Tests.Cluster.Exports;
using Portal.Tests.Cluster.Hosting;

namespace Portal.Tests.Cluster.Calls;

/// <summary>A silo on PostgreSQL whose large things are files.</summary>
public sealed class ArchiveCluster : PostgresCluster
{
    private readonly TempDirectory files = new();

    internal string Folder => files["blobs"];

    protected override void Configure(IDictionary<string, string?> settings)
    {
        base.Configure(settings);
        Directory.CreateDirectory(Folder);
        settings["Portal:Blobs:Provider"] = "folder";
        settings["Portal:Blobs:Folder"] = Folder;
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        files.Dispose();
    }
}

/// <summary>
/// Calls of January to March 2021 of three customers, some of them at the same moment, and nights of April in which those older than a
/// month leave the database. Nothing that another test left is there.
/// </summary>
public abstract class ArchiveWorld(ArchiveCluster cluster) : CallWorld(cluster)
{
    private protected static readonly DateTimeOffset Begin = new(2021, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private protected static readonly DateTimeOffset End = new(2021, 4, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Before it calls are archived.</summary>
    private protected static readonly DateTimeOffset Border = new(2021, 3, 1, 0, 0, 0, TimeSpan.Zero);

    private protected const int Calls = 1500;

    private protected NightClock Clock { get; } = new() { Now = End.AddDays(1) };

    private protected int? KeepDays { get; set; } = 36_500;

    /// <summary>Breaks when it is told to.</summary>
    private protected BreakingBlobs Blobs { get; } = new(cluster.Service<IBlobs>());

    private protected BreakingTables Tables { get; } = new(cluster.Service<ICallTables>());

    private protected ArchiveBook Book => Cluster.Service<ArchiveBook>();

    private protected CallQuery All => new(Begin, End) { Customer = Id(0), Limit = 50 };

    private protected string Id(int customer) => Customer + (char)('a' + customer);

    private protected async Task Fill()
    {
        await Tell("""
            TRUNCATE portal_calls, portal_call_keys, portal_call_days, portal_call_hours, portal_call_dates, portal_call_quarters,
              portal_call_charges, portal_call_proofs, portal_call_edge, portal_call_zones, portal_call_archive
            """);
        Cluster.Service<CallEdge>().Forget();
        var random = new Random(7);
        await Store.Append(Lines(Enumerable.Range(0, Calls).Select(i => Made(i, random)), "Asia/Kathmandu"), Stop);
        Assert.Equal(0, await Proof.Prove(Stop));
    }

    /// <summary>What a night does of it, in its order.</summary>
    private protected async Task Night()
    {
        var options = Options.Create(new CallRetentionOptions { HotDays = 30, KeepDays = KeepDays });
        var limits = new ArchiveLimits { GroupCalls = 170, FileCalls = 300 };
        var proof = new ArchiveProof(Cluster.Database, Blobs);
        var edge = Cluster.Service<CallEdge>();
        await new ArchiveNight(
            Cluster.Database,
            Tables,
            edge,
            Book,
            new ArchiveWriter(Cluster.Database, Blobs, limits),
            proof,
            Blobs,
            limits,
            options,
            Clock,
            NullLogger<ArchiveNight>.Instance).Run();
        await new CallRetention(
            Cluster.Database, Tables, edge, Book, proof, options, Clock, NullLogger<CallRetention>.Instance).Run();
        // Raised by the silo's own clock, which is years ahead or behind: only its age counts here.
        await Tell("UPDATE portal_call_edge SET raised_at = 0");
    }

    private protected async Task<long> Stored(DateTimeOffset from, DateTimeOffset to) => long.Parse(
        (await Rows(
            "SELECT COUNT(*) AS n FROM portal_calls WHERE call_time >= @from AND call_time < @to",
            new { from = from.ToUnixTimeMilliseconds(), to = to.ToUnixTimeMilliseconds() }))[0],
        null);

    /// <summary>All pages, each with both its cursors, and back again from the last.</summary>
    private protected async Task<List<CallPage>> Pages(CallQuery query)
    {
        var pages = new List<CallPage>();
        for (var part = query; ;)
        {
            var page = await Store.Page(part, Stop);
            Assert.Empty(page.Problems);
            pages.Add(page);
            if (page.Next is null)
                break;
            part = part with { Cursor = page.Next };
        }

        for (var part = query with { Cursor = pages[^1].Previous }; part.Cursor is not null;)
        {
            var page = await Store.Page(part, Stop);
            pages.Add(page);
            part = part with { Cursor = page.Previous };
        }

        return pages;
    }

    private Call Made(int i, Random random) => Made($"{i:x4}-{random.Next(1000)} ") with
    {
        Customer = Id(random.Next(3)),
        // Two at the same moment now and then.
        CallTime = Begin.AddSeconds(i / 2 * 2 * ((End - Begin).TotalSeconds / Calls)).AddMilliseconds(i % 10 < 2 ? 0 : random.Next(1000)),
        Source = random.Next(5) == 0 ? null : $"44207946{random.Next(100):00}",
        Destination = random.Next(9) == 0 ? $"sip:{random.Next(100)}@example.com" : $"49151{random.Next(100_000)}",
        DestinationName = random.Next(7) == 0 ? null : random.Next(2) == 0 ? "Germany Mobile" : "Österreich 📱",
        DestinationCode = random.Next(7) == 0 ? null : "4915",
        Duration = random.Next(200) / 2m,
        BilledDuration = random.Next(3) == 0 ? null : random.Next(100),
        Charge = random.Next(100_000) / 1_000_000m,
        SipCode = random.Next(3) == 0 ? 486 : random.Next(9) == 0 ? null : 200,
        Pdd = random.Next(4) == 0 ? null : random.Next(4000),
        Dtmf = random.Next(6) == 0 ? 3 : null,
        Direction = random.Next(2) == 0 ? "outbound" : null,
        RecordingFile = random.Next(20) == 0 ? "a.wav" : null,
        Meta = random.Next(30) == 0 ? """{"a":1}""" : null,
    };

    private protected sealed class NightClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
