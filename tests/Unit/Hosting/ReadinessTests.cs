using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Orleans.Configuration;
using Portal.Hosting.Clustering;
using Portal.Hosting.Ops;

namespace Portal.Tests.Unit.Hosting;

/// <summary>What keeps a process from being sent visitors.</summary>
public sealed class ReadinessTests
{
    private readonly FakeTimeProvider clock = new();

    [Fact]
    public async Task It_is_ready_when_each_part_was_warm_once_and_a_part_that_fails_is_asked_again()
    {
        var (page, feed) = (new Part("its own page"), new Part("the change feed"));
        var lifetime = new MadeUpLifetime();
        using var warm = new WarmUp([page, feed], lifetime, clock, NullLogger<WarmUp>.Instance);
        await warm.StartAsync(default);
        Assert.Equal("The process is warming up; it is waiting for its own page and the change feed.", await warm.WhyNot(default));
        Assert.Equal(0, page.Times);

        await lifetime.Start();
        await page.Answer(null);
        await Until(async () => await warm.WhyNot(default) == "The process is warming up; it is waiting for the change feed.");
        await feed.Answer(new TimeoutException("nobody answers"));
        await Until(() =>
        {
            clock.Advance(TimeSpan.FromMilliseconds(250));
            return Task.FromResult(feed.Times == 2);
        });
        await feed.Answer(null);
        await Until(async () => await warm.WhyNot(default) is null);
        await warm.StopAsync(default);
    }

    [Fact]
    public async Task A_process_that_stood_still_is_not_ready_before_the_table_was_read_again()
    {
        var members = new Members();
        using var watch = new MemberWatch(members, clock, NullLogger<MemberWatch>.Instance);
        await watch.StartAsync(default);
        await Until(async () =>
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
            return await watch.WhyNot(default) is null;
        });
        Assert.Equal(0, members.Reads);

        // Nothing of the process runs meanwhile: neither its timers nor the answer to a balancer.
        clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Contains("stood still for 3", await watch.WhyNot(default), StringComparison.Ordinal);
        await Until(() => Task.FromResult(members.Reads == 1));
        Assert.NotNull(await watch.WhyNot(default));
        members.Read.SetResult();
        await Until(async () => await watch.WhyNot(default) is null);
        await watch.StopAsync(default);
    }

    /// <summary>
    /// Votes are held back for as long as anything may have been heard; then one more probe, asked of a neighbour, takes twice
    /// its time.
    /// </summary>
    [Fact]
    public void By_its_options_a_member_that_stands_still_is_out_within_12_seconds()
    {
        var membership = new ClusterMembershipOptions();
        Membership.Set(membership);
        var longest = (membership.MaxProbeTimeout * membership.NumMissedProbesLimit) + membership.MaxProbeTimeout;
        Assert.InRange(longest, TimeSpan.FromSeconds(8), TimeSpan.FromSeconds(12));
        Assert.True(membership.EnableConnectionLivenessCheck);
        Assert.InRange(membership.TableRefreshTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5));
    }

    private static async Task Until(Func<Task<bool>> holds)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!await holds())
        {
            limit.Token.ThrowIfCancellationRequested();
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    private sealed class Part(string what) : IWarmUp
    {
        private readonly System.Threading.Channels.Channel<Exception?> answers =
            System.Threading.Channels.Channel.CreateUnbounded<Exception?>();

        public string What => what;

        public int Times { get; private set; }

        public ValueTask Answer(Exception? problem) => answers.Writer.WriteAsync(problem);

        public async Task Once(CancellationToken cancellation)
        {
            Times++;
            if (await answers.Reader.ReadAsync(cancellation) is { } problem)
                throw problem;
        }
    }

    private sealed class Members : IClusterMembershipService
    {
        public TaskCompletionSource Read { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Reads { get; private set; }

        public ClusterMembershipSnapshot CurrentSnapshot => throw new NotSupportedException();

        public IAsyncEnumerable<ClusterMembershipSnapshot> MembershipUpdates => throw new NotSupportedException();

        public ValueTask Refresh(MembershipVersion minimumVersion = default, CancellationToken cancellationToken = default)
        {
            Reads++;
            return new(Read.Task);
        }

        public Task<bool> TryKill(SiloAddress siloAddress) => throw new NotSupportedException();
    }
}
