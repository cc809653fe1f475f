using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Portal.Platform;
using Portal.Storage;

namespace Portal.Dns;

/// <summary>Wakes the hosts whose DNS is due for a look.</summary>
[Spread(Shards.Count)]
[GrainType("dns-shard")]
internal sealed class DnsShardGrain(
    PortalDatabase database, IOptions<DnsOptions> options, TimeProvider clock, ILogger<DnsShardGrain> logger)
    : ShardGrain("DNS checks", options.Value.ScanInterval, logger), IDnsShardGrain
{
    private const int AtOnce = 200;

    private readonly DueRows due = new(database, "portal_dns");

    protected override Task<IReadOnlyList<string>> Due() => due.Of(Shard, clock.GetUtcNow(), AtOnce);

    protected override Task Wake(string key) => GrainFactory.GetGrain<IDnsGrain>(key).Wake();
}
