using Portal.Saving;

namespace Portal.Calls;

/// <summary>
/// Where staff look at what goes on (ADR 0055): whoever reads customers, and a reseller their brands' customers alone. However many
/// look at it, it is read once a second.
/// </summary>
internal sealed class LiveWallDesk(LiveWallReader reader, TimeProvider clock)
{
    // Resellers are few, and each has one set of brands.
    private const int MostKept = 200;
    private static readonly TimeSpan Fresh = TimeSpan.FromMilliseconds(900);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Lock mutex = new();
    private readonly Dictionary<string, (long At, Task<LiveWall> Wall)> kept = new(StringComparer.Ordinal);

    public async Task<DeskAnswer<LiveWall>> Read(Caller caller, CancellationToken cancellation) =>
        CallDesk.Refuse(caller) is { } refused
            ? refused.Refusing<LiveWall>()
            : DeskAnswer<LiveWall>.Done(await Read(caller.Rights.OnlyBrands).WaitAsync(cancellation));

    private Task<LiveWall> Read(string[]? brands)
    {
        var key = brands is null ? "*" : string.Join(',', brands.Order(StringComparer.Ordinal));
        lock (mutex)
        {
            if (kept.TryGetValue(key, out var last) && (!last.Wall.IsCompleted
                || (last.Wall.IsCompletedSuccessfully && clock.GetElapsedTime(last.At) < Fresh)))
                return last.Wall;
            if (kept.Count >= MostKept)
                kept.Clear();
            var reading = Task.Run(() => Read(brands, Patience));
            kept[key] = (clock.GetTimestamp(), reading);
            return reading;
        }
    }

    // Whoever asked first may leave: others wait for the same.
    private async Task<LiveWall> Read(string[]? brands, TimeSpan patience)
    {
        using var late = new CancellationTokenSource(patience, clock);
        return await reader.Read(brands, late.Token);
    }
}
