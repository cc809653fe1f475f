using Microsoft.Extensions.DependencyInjection;
using Portal.Feed;

namespace Portal.Tests.Cluster.Hosting;

/// <summary>A silo that is stopped while front ends wait at its feeds.</summary>
public sealed class LeavingTests : IDisposable
{
    private readonly TempDirectory directory = new();

    [Fact]
    public async Task Polls_that_wait_for_a_change_do_not_hold_it_up()
    {
        var silo = await SiloUnderTest.Start(
            SiloUnderTest.Settings(directory), services => services.AddSingleton<TimeProvider>(new PatientClock()));
        var feed = silo.Grains.GetGrain<IFeedGrain>(3);
        var page = await feed.Poll(Guid.Empty, 0, TestContext.Current.CancellationToken);
        var waiting = feed.Poll(page.Epoch, page.Sequence, TestContext.Current.CancellationToken);

        var stop = silo.DisposeAsync().AsTask();
        Assert.Empty((await waiting.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken)).Notes);
        await stop;
    }

    public void Dispose() => directory.Dispose();

    /// <summary>On which the five seconds of a poll never pass.</summary>
    private sealed class PatientClock : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, dueTime == TimeSpan.FromSeconds(5) ? Timeout.InfiniteTimeSpan : dueTime, period);
    }
}
