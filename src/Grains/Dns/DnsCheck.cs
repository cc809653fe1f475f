using Portal.Platform;

namespace Portal.Dns;

/// <summary>Looks at a host and says what is to be said about it.</summary>
internal interface IDnsCheck
{
    /// <returns>Without <see cref="DnsView.NextCheck"/> and <see cref="DnsView.LeftAt"/>: those belong to whoever watches.</returns>
    Task<DnsView> Query(string host, CancellationToken cancellation);

    /// <summary>A view of a host that nobody looked at yet.</summary>
    Task<DnsView> Unseen(string host);
}

internal sealed class DnsCheck(
    DnsQuery look,
    ChallengeProbe probe,
    ICaaIdentities identities,
    PlatformNames platform,
    DnsPolicy policy,
    TimeProvider clock) : IDnsCheck
{
    public async Task<DnsView> Query(string host, CancellationToken cancellation)
    {
        var began = clock.GetUtcNow();
        var authority = await identities.Get(cancellation);
        var expected = new DnsExpectation(await platform.Host(), platform.ControlHosts, authority);
        if (authority is null && IsLocal(host))
            return Local(host) with { Verdict = DnsVerdict.Ok, CheckedAt = began };
        var seen = expected.IsOurs(host)
            ? new DnsObservation { Host = host }
            : await look.At(host, expected.PlatformHost, authority is not null, cancellation);
        var judgement = DnsJudgement.Of(seen, expected);
        if (judgement is { Verdict: DnsVerdict.Ok, Advice: "" } && authority?.Method == "http-01")
            judgement = judgement with { Advice = await probe.Advice(host, expected.PlatformHost, cancellation) };
        return new()
        {
            Verdict = judgement.Verdict,
            Chain = [host, .. seen.Chain.Select(r => r.Value)],
            Expected = expected.IsOurs(host) ? "" : expected.Record(host),
            Seen = string.Join(
                '\n',
                seen.Chain.Concat(seen.Addresses).Concat(
                    judgement.Verdict == DnsVerdict.CaaForbids ? seen.Caa!.Records : []).Select(r => r.ToZone())),
            Servers = [.. seen.Servers],
            Advice = judgement.Advice,
            CheckedAt = began,
        };
    }

    public async Task<DnsView> Unseen(string host) => !policy.Waits && IsLocal(host) ? Local(host) : new()
    {
        Verdict = DnsVerdict.Unknown,
        Chain = [host],
        Expected = new DnsExpectation(await platform.Host(), [], null).Record(host),
    };

    private static DnsView Local(string host) => new()
    {
        Verdict = DnsVerdict.Unknown,
        Chain = [host],
        Expected = "",
        Advice = "There is nothing to check: names that end in localhost refer to each visitor's own machine, "
            + $"browsers don't look them up in DNS, and {host} needs no record.",
    };

    /// <summary>Names under localhost never leave the machine (RFC 6761, 6.3): there is nothing to look up and nothing to set.</summary>
    internal static bool IsLocal(string host) => host == "localhost" || host.EndsWith(".localhost", StringComparison.Ordinal);
}
