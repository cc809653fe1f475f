using Portal.Load;

namespace Portal.Mail;

/// <summary>How entering ended.</summary>
/// <param name="Pause">The account's password is refused; null with <see cref="SignIn.Passed"/> and <see cref="SignIn.Failed"/>.</param>
internal sealed record Entered(SignIn SignIn, MailPause? Pause = null);

/// <summary>
/// The one way of signing in to mail servers. One sign-in of an account at a time in this process, and none while its password
/// is known to be refused: a hundred domains that share a server with a wrong password are one refusal to that server.
/// </summary>
internal sealed class MailEntrance(IMailPauses pauses, TimeProvider clock)
{
    private readonly KeyedTurns turns = new(1, StringComparer.Ordinal);

    /// <summary>Asks before a connection is made. Null: go on.</summary>
    public async Task<MailPause?> Paused(MailRelay relay) =>
        await pauses.AccountOf(relay) is { } account
        && await pauses.Find(account) is { } pause
        && pause.NextTry > clock.GetUtcNow()
            ? pause
            : null;

    /// <param name="anyway">A person asked for it: also while it is paused.</param>
    public async Task<Entered> Enter(MailConnection connection, MailRelay relay, bool anyway, CancellationToken cancellation)
    {
        if (!connection.NeedsSignIn || await pauses.AccountOf(relay) is not { } account)
            return new(SignIn.Passed);
        using var turn = await turns.Take(account, cancellation);
        // Whoever was here before may have been refused meanwhile.
        if (!anyway
            && await pauses.Find(account) is { } known
            && !(known.NextTry <= clock.GetUtcNow() && await pauses.Claim(account, known)))
            return new(SignIn.Refused, known);
        var ended = await connection.SignIn(cancellation);
        if (ended == SignIn.Passed)
            await pauses.End(account);
        return new(ended, ended == SignIn.Refused ? await pauses.Begin(account, relay, MailProblems.Reason(connection.Last)) : null);
    }
}
