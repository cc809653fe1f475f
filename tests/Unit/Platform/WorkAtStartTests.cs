using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Portal.Platform;
using Portal.Tests.Unit.Architecture;

namespace Portal.Tests.Unit.Platform;

public sealed class WorkAtStartTests
{
    private readonly FakeTimeProvider clock = new();
    private readonly StartWork start;

    public WorkAtStartTests() => start = new(clock, NullLogger<StartWork>.Instance);

    [Fact]
    public async Task A_start_waits_for_what_it_counts_on_however_often_that_fails()
    {
        var times = 0;
        var account = new AtStart("first account", () => ++times < 12 ? throw new TimeoutException() : Task.CompletedTask)
        {
            IsAwaited = true,
        };
        var silo = new Silo(start, account);
        var starting = silo.Start(TestContext.Current.CancellationToken);
        Assert.False(starting.IsCompleted);
        await Pass(starting);
        Assert.Equal(12, times);
    }

    [Fact]
    public async Task It_waits_for_nothing_else_and_that_is_repeated_all_the_same()
    {
        var times = 0;
        var done = new TaskCompletionSource();
        var silo = new Silo(start, new AtStart("certificates", () =>
        {
            if (++times < 3)
                throw new InvalidOperationException("not yet");
            done.SetResult();
            return Task.CompletedTask;
        }));
        await silo.Start(TestContext.Current.CancellationToken);
        Assert.False(done.Task.IsCompleted);
        await Pass(done.Task);
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(3, times);
    }

    [Fact]
    public async Task A_silo_that_leaves_tries_no_more()
    {
        var times = 0;
        var silo = new Silo(start, new AtStart("shards", () =>
        {
            times++;
            throw new TimeoutException();
        }));
        await silo.Start(TestContext.Current.CancellationToken);
        await silo.Stop();
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, times);
    }

    [Fact]
    public async Task A_start_that_is_called_off_waits_no_longer()
    {
        var silo = new Silo(start, new AtStart("first API key", () => throw new TimeoutException()) { IsAwaited = true });
        using var end = new CancellationTokenSource();
        var starting = silo.Start(end.Token);
        Assert.False(starting.IsCompleted);
        await end.CancelAsync();
        await starting;
    }

    [Fact]
    public void Nothing_else_takes_part_in_the_start_of_a_silo() => Assert.Equal(
        // Says that the silo leaves; does nothing at the start.
        ["src/Grains/Feed/FeedLeaving.cs", "src/Grains/Platform/WorkAtStart.cs"],
        Sources.Under("src")
            .Where(file => file.Lines.Any(line => line.Contains(": ILifecycleParticipant<", StringComparison.Ordinal)))
            .Select(file => file.Path)
            .Order(StringComparer.Ordinal));

    /// <summary>Lets time pass until it ends.</summary>
    private async Task Pass(Task end)
    {
        for (var seconds = 0; !end.IsCompleted; seconds++)
        {
            Assert.True(seconds < 1_000_000);
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await end;
    }

    /// <summary>The stage of a silo's life that work at start takes part in.</summary>
    private sealed class Silo : ISiloLifecycle
    {
        private readonly List<ILifecycleObserver> observers = [];

        public Silo(StartWork start, params AtStart[] works) => new WorkAtStart(start, works).Participate(this);

        public int HighestCompletedStage => ServiceLifecycleStage.Active;

        public int LowestStoppedStage => int.MaxValue;

        public Task Start(CancellationToken cancellation) => Task.WhenAll(observers.Select(observer => observer.OnStart(cancellation)));

        public Task Stop() => Task.WhenAll(observers.Select(observer => observer.OnStop(CancellationToken.None)));

        public IDisposable Subscribe(string observerName, int stage, ILifecycleObserver observer)
        {
            Assert.True(stage > ServiceLifecycleStage.Active);
            observers.Add(observer);
            return new CancellationTokenSource();
        }
    }
}
