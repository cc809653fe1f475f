using System.Net;
using Portal.Hosts;

namespace Portal.People;

/// <summary>
/// Bounds tries at a secret: a password, a code, a key, a link. Each takes its place before it is looked at, so that of
/// many sent at once no more are looked at than of as many sent one after the other.
/// </summary>
internal sealed class Tries(IThrottle throttle)
{
    // A network waits only once many of its tries were wrong, whatever the accounts: an office or a carrier's subscribers
    // share one.
    private const int FreeOfNetwork = 30;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    /// <param name="account">What is tried at; its first few typing errors are free. Null: the network alone counts.</param>
    /// <param name="network">Where it comes from; null: the account alone counts, as for the owner's own browser.</param>
    public async Task<Try> Begin(string? account, string? network)
    {
        var one = account is null ? null : await throttle.Enter(account, 0, TimeSpan.Zero);
        if (one?.WaitUntil is { } until)
            return new Try(throttle, until);
        var other = network is null ? null : await throttle.Enter(network, FreeOfNetwork, Window);
        if (other?.WaitUntil is { } later)
        {
            if (one is not null)
                await throttle.GiveBack(account!, one);
            return new Try(throttle, later);
        }

        return new Try(throttle, null) { Account = account, AccountPlace = one, Network = network, NetworkPlace = other };
    }

    /// <summary>The key of a network's tries at something.</summary>
    public static string Network(string kind, IPAddress? address) => $"{kind}/network/{SourceNetwork.Of(address)}";
}

/// <summary>One try that has its place, or has to wait. Unless it says otherwise it was wrong.</summary>
internal sealed class Try(IThrottle throttle, DateTimeOffset? waitUntil)
{
    /// <summary>Null: look at it.</summary>
    public DateTimeOffset? WaitUntil => waitUntil;

    internal string? Account { get; init; }

    internal ThrottlePlace? AccountPlace { get; init; }

    internal string? Network { get; init; }

    internal ThrottlePlace? NetworkPlace { get; init; }

    /// <summary>The account's earlier mistakes are forgiven; of the network's this one doesn't count.</summary>
    public async Task Right()
    {
        if (Account is not null)
            await throttle.Forgive(Account);
        await GiveBackNetwork();
    }

    /// <summary>Nothing was looked at, or it was half of what has to be right.</summary>
    public async Task GiveBack()
    {
        if (Account is not null)
            await throttle.GiveBack(Account, AccountPlace!);
        await GiveBackNetwork();
    }

    /// <summary>Checks; where that fails, the place is given back.</summary>
    public async Task<T> Check<T>(Func<Task<T>> check)
    {
        try
        {
            return await check();
        }
        catch (Exception problem) when (problem is not (OutOfMemoryException or OperationCanceledException))
        {
            await GiveBack();
            throw;
        }
    }

    private Task GiveBackNetwork() => Network is null ? Task.CompletedTask : throttle.GiveBack(Network, NetworkPlace!);
}
