using Dapper;
using Portal.Platform;
using Portal.Secrets;
using Portal.Storage;

namespace Portal.Mail;

internal sealed class MailPauses(PortalDatabase database, EmailKeys keys, TimeProvider clock) : IMailPauses
{
    /// <summary>
    /// 1 h: the server's own list of accounts was away. 4 h, then each 12 h: somebody has to put it right, and lists of
    /// wrong passwords count over a day at most.
    /// </summary>
    private static readonly TimeSpan[] Waits = [TimeSpan.FromHours(1), TimeSpan.FromHours(4), TimeSpan.FromHours(12)];

    /// <summary>Longer than a conversation up to the sign-in may take.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    public async Task<string?> AccountOf(MailRelay relay) => string.IsNullOrEmpty(relay.UserName)
        ? null
        : await keys.Of(string.Join('\n', "mail account", relay.ToString(), relay.UserName, relay.Password));

    public async Task<MailPause?> Find(string account)
    {
        await using var connection = await database.Read.OpenConnectionAsync();
        var row = await connection.QuerySingleOrDefaultAsync<Row>(
            """
            SELECT server, user_name AS UserName, reason, since, tries, next_at AS NextAt FROM portal_mail_pauses
            WHERE account = @account
            """, new { account });
        return row?.ToPause();
    }

    public async Task<bool> Claim(string account, MailPause seen)
    {
        await using var connection = await database.Write.OpenConnectionAsync();
        return await connection.ExecuteAsync(
            "UPDATE portal_mail_pauses SET next_at = @lease WHERE account = @account AND next_at = @seen",
            new { account, seen = Ms(seen.NextTry), lease = Ms(clock.GetUtcNow() + Lease) }) > 0;
    }

    public async Task<MailPause> Begin(string account, MailRelay relay, string reason)
    {
        var now = clock.GetRowTime();
        var before = await Find(account);
        var tries = (before?.Tries ?? 0) + 1;
        var pause = new MailPause(
            relay.ToString(), relay.UserName!, reason, before?.Since ?? now, tries, now + Waits[Math.Min(tries, Waits.Length) - 1]);
        await using var connection = await database.Write.OpenConnectionAsync();
        await connection.ExecuteAsync("""
            INSERT INTO portal_mail_pauses (account, server, user_name, reason, since, tries, next_at)
            VALUES (@account, @Server, @UserName, @Reason, @since, @Tries, @next)
            ON CONFLICT (account) DO UPDATE SET reason = excluded.reason, tries = excluded.tries, next_at = excluded.next_at
            """, new
        {
            account,
            pause.Server,
            pause.UserName,
            pause.Reason,
            since = Ms(pause.Since),
            pause.Tries,
            next = Ms(pause.NextTry),
        });
        // Nobody uses these any more: the password was typed anew.
        await connection.ExecuteAsync("DELETE FROM portal_mail_pauses WHERE next_at < @old", new { old = Ms(now - TimeSpan.FromDays(30)) });
        return pause;
    }

    public async Task End(string account)
    {
        if (await Find(account) is null)
            return;
        await using var connection = await database.Write.OpenConnectionAsync();
        await connection.ExecuteAsync("DELETE FROM portal_mail_pauses WHERE account = @account", new { account });
    }

    private static long Ms(DateTimeOffset time) => time.ToUnixTimeMilliseconds();

    private sealed class Row
    {
        public required string Server { get; init; }
        public required string UserName { get; init; }
        public required string Reason { get; init; }
        public required long Since { get; init; }
        public required int Tries { get; init; }
        public required long NextAt { get; init; }

        public MailPause ToPause() => new(
            Server,
            UserName,
            Reason,
            DateTimeOffset.FromUnixTimeMilliseconds(Since),
            Tries,
            DateTimeOffset.FromUnixTimeMilliseconds(NextAt));
    }
}
