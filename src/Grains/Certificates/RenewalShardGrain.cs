using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Portal.Platform;
using Portal.Storage;

namespace Portal.Certificates;

/// <summary>
/// Wakes the certificates that are due. It begins with a few hosts a scan and doubles while there are more, so that a silo
/// that takes over after an outage is not flooded.
/// </summary>
[Spread(Shards.Count)]
[GrainType("renewal")]
internal sealed class RenewalShardGrain(
    PortalDatabase database, IOptions<CertificateOptions> options, TimeProvider clock, ILogger<RenewalShardGrain> logger)
    : ShardGrain("certificates", options.Value.ScanInterval, logger), IRenewalShardGrain
{
    private const int FirstScan = 10;
    private const int LargestScan = 1000;

    private readonly DueRows due = new(database, CertificateRows.Table);
    private int most = FirstScan;

    public override async Task Start()
    {
        await base.Start();
        await Scan();
    }

    protected override async Task<IReadOnlyList<string>> Due()
    {
        var hosts = await due.Of(Shard, clock.GetUtcNow(), most);
        most = hosts.Count == most ? Math.Min(most * 2, LargestScan) : Math.Max(most / 2, FirstScan);
        return hosts;
    }

    protected override Task Wake(string key) => GrainFactory.GetGrain<ICertificateGrain>(key).Wake();
}
