using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Portal.Hosting.Stopping;

namespace Portal.Tests.Unit.Hosting;

/// <summary>How a process leaves.</summary>
public sealed class DrainTests
{
    private readonly FakeTimeProvider clock = new();
    private readonly MadeUpLifetime lifetime = new();

    [Fact]
    public async Task It_serves_on_without_being_ready_then_says_goodbye_then_stops()
    {
        var drain = await Started();
        Assert.Null(await drain.WhyNot(default));

        drain.Begin();
        Assert.Contains("asked to stop", await drain.WhyNot(default), StringComparison.Ordinal);
        Assert.Equal((false, false), (drain.IsLeaving, lifetime.Stopped));
        clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal((true, false), (drain.IsLeaving, lifetime.Stopped));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(lifetime.Stopped);
    }

    [Fact]
    public async Task Asked_a_second_time_it_stops_at_once()
    {
        var drain = await Started();
        drain.Begin();
        Assert.False(lifetime.Stopped);
        drain.Begin();
        Assert.True(lifetime.Stopped);
    }

    [Fact]
    public void Before_the_start_is_over_there_is_nobody_to_wait_for()
    {
        Drain().Begin();
        Assert.True(lifetime.Stopped);
    }

    [Fact]
    public async Task Each_answer_of_its_last_second_is_the_last_of_its_connection()
    {
        var drain = await Started();
        var goodbye = new PoliteGoodbye(_ => Task.CompletedTask, drain);
        var (before, over) = (new DefaultHttpContext(), new Connection());
        before.Request.Protocol = "HTTP/1.1";
        await goodbye.Invoke(before);
        Assert.Empty(before.Response.Headers.Connection.ToString());

        drain.Begin();
        clock.Advance(TimeSpan.FromSeconds(5));
        var (one, two) = (new DefaultHttpContext(), new DefaultHttpContext());
        one.Request.Protocol = "HTTP/1.1";
        two.Request.Protocol = "HTTP/2";
        two.Features.Set<IConnectionLifetimeNotificationFeature>(over);
        await goodbye.Invoke(one);
        await goodbye.Invoke(two);
        Assert.Equal("close", one.Response.Headers.Connection.ToString());
        // GOAWAY is the server's word for it; the header has no meaning in HTTP/2 (RFC 9113, 8.2.2).
        Assert.Equal((true, ""), (over.Requested, two.Response.Headers.Connection.ToString()));
    }

    private async Task<Drain> Started()
    {
        await lifetime.Start();
        return Drain();
    }

    private Drain Drain() =>
        new(Options.Create(new StopOptions { Delay = TimeSpan.FromSeconds(5) }), lifetime, clock, NullLogger<Drain>.Instance);

    private sealed class Connection : IConnectionLifetimeNotificationFeature
    {
        public bool Requested { get; private set; }

        public CancellationToken ConnectionClosedRequested { get; set; }

        public void RequestClose() => Requested = true;
    }
}
