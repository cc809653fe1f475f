using System.Net;
using Portal.Load;

namespace Portal.Tests.Unit.Load;

public sealed class FairThreadsTests : IDisposable
{
    private const int MostOfOne = 12;
    private const int Most = 48;
    private readonly FairThreads threads = new("test", TimeProvider.System, threads: 1);
    private readonly ManualResetEventSlim hold = new();

    public void Dispose()
    {
        hold.Set();
        threads.Dispose();
        hold.Dispose();
    }

    [Fact]
    public async Task Work_is_done_beside_the_pool_and_a_fault_of_it_is_its_callers()
    {
        Assert.False(await threads.Run(() => Thread.CurrentThread.IsThreadPoolThread));
        await Assert.ThrowsAsync<FormatException>(() => threads.Run<int>(() => throw new FormatException()));
        Assert.Equal(3, await threads.Run(() => 3));
    }

    [Fact]
    public async Task One_address_is_told_that_its_share_is_full_and_others_that_all_is()
    {
        var running = Block();
        var waiting = Enumerable.Range(0, MostOfOne).Select(_ => From("acme.example", 1)).ToArray();
        var share = await Assert.ThrowsAsync<TooBusyException>(() => From("acme.example", 1));
        Assert.Equal((true, 429), (share.IsShare, share.Status));
        Assert.InRange(share.Seconds, 1, 30);

        var others = Enumerable.Range(2, Most).Select(source => From($"{source}.example", source)).ToArray();
        // They took the places of whoever had most, down to the last one.
        Assert.Equal(MostOfOne - 1, await Refused(waiting[1..]));
        var all = await Assert.ThrowsAsync<TooBusyException>(() => From("another.example", 1_000));
        Assert.Equal((false, 503), (all.IsShare, all.Status));
        // Whom nobody outside asked is always heard.
        var own = threads.Run(() => 1);
        hold.Set();
        Assert.Equal(1, await own);
        await running;
        await waiting[0];
        Assert.Equal(1, await Refused(others));
    }

    [Fact]
    public async Task Who_asks_from_elsewhere_is_next()
    {
        var running = Block();
        var order = new List<int>();
        var flood = Enumerable.Range(0, MostOfOne).Select(_ => From("acme.example", 1, order)).ToArray();
        var elsewhere = From("globex.example", 2, order);
        hold.Set();
        await Task.WhenAll([running, elsewhere, .. flood]);
        Assert.Equal(1, order.IndexOf(2));
    }

    // Until the one thread is at it, so that all that follow wait.
    private Task Block()
    {
        var begun = new ManualResetEventSlim();
        var running = threads.Run(() =>
        {
            begun.Set();
            return hold.Wait(TimeSpan.FromSeconds(30));
        });
        Assert.True(begun.Wait(TimeSpan.FromSeconds(30)));
        return running;
    }

    private static async Task<int> Refused(Task[] all)
    {
        var refused = 0;
        foreach (var one in all)
        {
            await one.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            refused += one.IsFaulted ? 1 : 0;
        }

        return refused;
    }

    private async Task From(string host, int source, List<int>? order = null)
    {
        CallOrigin.Set(host, new IPAddress([198, 51, (byte)(source / 256), (byte)(source % 256)]));
        await threads.Run(() =>
        {
            order?.Add(source);
            return source;
        });
    }
}
