using Microsoft.Extensions.DependencyInjection;
using Portal.Dns;

namespace Portal.Tests.Cluster.Dns;

/// <summary>What the watch is tried with: a clock to push on, DNS that answers as told, an ear for who is told.</summary>
internal sealed class DnsParts
{
    public PushedClock Clock { get; } = new();

    public ScriptedCheck Check { get; } = new();

    /// <summary>Hosts whose certificates were told, in order.</summary>
    public List<string> Told { get; } = [];

    /// <summary>Whether telling fails.</summary>
    public bool Deaf { get; set; }

    public void Configure(IDictionary<string, string?> settings)
    {
        settings["Portal:Certificates:Issuer"] = "acme";
        settings["Portal:Acme:Directory"] = "https://127.0.0.1:1/directory";
        settings["Portal:Dns:ScanInterval"] = "00:00:01";
    }

    public void Configure(IServiceCollection services)
    {
        Check.Clock = Clock;
        services.AddSingleton<TimeProvider>(Clock);
        services.AddSingleton<IDnsCheck>(Check);
        services.AddSingleton<DnsPassed>(host =>
        {
            if (Deaf)
                throw new TimeoutException("Nobody answers.");
            lock (Told)
                Told.Add(host);
            return Task.CompletedTask;
        });
    }
}

/// <summary>Goes on by itself, and further when pushed. Timers stay on real time: the silo's own life goes on beside the test.</summary>
internal sealed class PushedClock : TimeProvider
{
    private long pushed;
    private long passed;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref pushed));

    public override long GetTimestamp() => base.GetTimestamp() + Interlocked.Read(ref passed);

    public void Push(TimeSpan time) => Interlocked.Add(ref pushed, time.Ticks);

    /// <summary>As <see cref="Push"/>, and what is timed by timestamps is that much older too.</summary>
    public void Pass(TimeSpan time)
    {
        Push(time);
        Interlocked.Add(ref passed, (long)(time.TotalSeconds * TimestampFrequency));
    }
}

/// <summary>DNS that answers as told, host by host.</summary>
internal sealed class ScriptedCheck : IDnsCheck
{
    private readonly Dictionary<string, (DnsVerdict Verdict, int Looks, TaskCompletionSource? Held)> hosts = new(StringComparer.Ordinal);

    public TimeProvider Clock { get; set; } = TimeProvider.System;

    public void Answer(string host, DnsVerdict verdict) => Change(host, h => h with { Verdict = verdict });

    /// <summary>Looks take until the returned is completed.</summary>
    public TaskCompletionSource Hold(string host)
    {
        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Change(host, h => h with { Held = held });
        return held;
    }

    /// <summary>Looks from now on end at once; those that are held stay so.</summary>
    public void Free(string host) => Change(host, h => h with { Held = null });

    public int Queries(string host)
    {
        lock (hosts)
            return hosts.GetValueOrDefault(host).Looks;
    }

    public async Task<DnsView> Query(string host, CancellationToken cancellation)
    {
        var began = Clock.GetUtcNow();
        var now = Change(host, h => h with { Looks = h.Looks + 1 });
        if (now.Held is { } held)
            await held.Task.WaitAsync(cancellation);
        return await Unseen(host) with { Verdict = now.Verdict, CheckedAt = began };
    }

    public Task<DnsView> Unseen(string host) =>
        Task.FromResult(new DnsView { Verdict = DnsVerdict.Unknown, Chain = [host], Expected = host + ". 300 IN CNAME portal.example." });

    private (DnsVerdict Verdict, int Looks, TaskCompletionSource? Held) Change(
        string host,
        Func<
            (DnsVerdict Verdict, int Looks, TaskCompletionSource? Held),
            (DnsVerdict Verdict, int Looks, TaskCompletionSource? Held)> change)
    {
        lock (hosts)
            return hosts[host] = change(hosts.GetValueOrDefault(host, (DnsVerdict.NoRecord, 0, null)));
    }
}
