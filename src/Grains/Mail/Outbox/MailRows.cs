using Dapper;
using Portal.Audit;
using Portal.Platform;
using Portal.Saving;
using Portal.Storage;

namespace Portal.Mail;

/// <summary>
/// The outboxes' rows: what waits, in order, and what became of it. Only the outbox grain of a box writes its rows, the sweep
/// aside.
/// </summary>
internal sealed class MailRows(PortalDatabase database)
{
    public const string Queued = "queued";
    public const string Sent = "sent";
    public const string Refused = "refused";

    private const int LongestReason = 1000;
    private static readonly string NotAwaited = $" AND kind NOT IN ({AwaitedMail.Kinds})";

    /// <summary>
    /// A mail that waits behind one to the same address is due with it, else each scan would find it; one that is awaited is due
    /// now.
    /// </summary>
    private static readonly string Insert = $"""
        INSERT INTO portal_mail (box, id, seq, brand, kind, address, recipient, to_name, language, time_zone, link, parts, state, attempts, unreached,
          reason, created_at, useful_until, give_up_at, shard, due_at, done_at)
        VALUES (@Box, @Id, (SELECT COALESCE(MAX(seq), 0) + 1 FROM portal_mail WHERE box = @Box), @Brand, @Kind, @Address, @Recipient, @ToName,
          @Language, @TimeZone, @Link, @Parts, 'queued', 0, 0, NULL, @Now, @UsefulUntil, @GiveUpAt, @Shard,
          CASE WHEN @Kind IN ({AwaitedMail.Kinds}) THEN @Now
            ELSE COALESCE((
              SELECT MAX(due_at) FROM portal_mail WHERE box = @Box AND recipient = @Recipient AND due_at > @Now), @Now) END, NULL)
        ON CONFLICT (box, id) DO NOTHING
        """;

    /// <summary>Only the newest link is good. An invitation to another customer is another matter.</summary>
    private static readonly string Supersede = $"""
        UPDATE portal_mail SET state = 'refused', link = NULL, due_at = NULL, done_at = @Now, useful_until = @Now,
          reason = 'Not sent: a newer e-mail with a newer link replaced it.' || COALESCE(' Before that: ' || reason, '')
        WHERE box = @Box AND recipient = @Recipient AND kind = @Kind AND id <> @Id AND due_at IS NOT NULL AND kind IN ({AwaitedMail.Kinds})
          AND (kind <> '{nameof(MailKind.Invitation)}' OR parts = @Parts)
        """;

    private static readonly string Pick = $"""
        SELECT m.box, m.id, m.seq, m.kind, m.address, m.recipient, m.to_name AS ToName, m.language, m.time_zone AS TimeZone, m.link, m.parts,
          m.attempts, m.created_at AS CreatedAt, m.useful_until AS UsefulUntil
        FROM portal_mail m
        WHERE m.box = @box AND m.due_at <= @now AND (m.kind IN ({AwaitedMail.Kinds}) OR NOT EXISTS (
          SELECT 1 FROM portal_mail e WHERE e.box = m.box AND e.recipient = m.recipient AND e.due_at IS NOT NULL AND e.seq < m.seq))
        ORDER BY m.attempts, m.seq LIMIT @limit
        """;

    public async Task<bool> Add(string box, string? brand, MailDraft draft, string? sealedLink, DateTimeOffset now)
    {
        var patience = now + MailBackOff.Patience;
        var useful = draft.UsefulUntil ?? patience;
        var row = new
        {
            Box = box,
            draft.Id,
            Brand = brand,
            Kind = UnknownNames.Row(draft.Kind),
            Address = draft.ToAddress.Trim(),
            Recipient = draft.ToAddress.Trim().ToLowerInvariant(),
            draft.ToName,
            draft.Language,
            draft.TimeZone,
            Link = sealedLink,
            Parts = PortalJson.Write(draft.Values),
            Now = Ms(now),
            UsefulUntil = Ms(useful),
            GiveUpAt = Ms(useful < patience ? useful : patience),
            Shard = Shards.Of(box),
        };
        await using var connection = await database.Write.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var added = await connection.ExecuteAsync(Insert, row, transaction) > 0;
        if (added && AwaitedMail.Is(draft.Kind))
            await connection.ExecuteAsync(Supersede, row, transaction);
        await transaction.CommitAsync();
        return added;
    }

    /// <summary>What is due, the first of each recipient and what is awaited; what was tried less comes first.</summary>
    public async Task<IReadOnlyList<QueuedMail>> Due(string box, DateTimeOffset now, int limit)
    {
        await using var connection = await database.Read.OpenConnectionAsync();
        return (await connection.QueryAsync<QueuedMail>(Pick, new { box, now = Ms(now), limit })).AsList();
    }

    /// <summary>When the next of a box is due; null: nothing waits.</summary>
    public async Task<DateTimeOffset?> NextDue(string box)
    {
        await using var connection = await database.Read.OpenConnectionAsync();
        return await connection.QuerySingleAsync<long?>(
            "SELECT MIN(due_at) FROM portal_mail WHERE box = @box AND due_at IS NOT NULL", new { box }) is { } due
            ? DateTimeOffset.FromUnixTimeMilliseconds(due)
            : null;
    }

    /// <summary>
    /// Takes a mail for one try, before the server is told of it. False: somebody else did, or it is not queued any more. It is
    /// due again at the end of the lease, in case this process dies on the way.
    /// </summary>
    public async Task<bool> Claim(QueuedMail mail, DateTimeOffset leaseEnd) => await Write(
        "UPDATE portal_mail SET attempts = attempts + 1, unreached = 0, due_at = @due WHERE box = @Box AND id = @Id AND state = 'queued' AND attempts = @Attempts",
        new { mail.Box, mail.Id, mail.Attempts, due = Ms(leaseEnd) }) > 0;

    /// <summary>The server took it: its link is forgotten.</summary>
    public Task MarkSent(QueuedMail mail, string? reply, DateTimeOffset now) => Finish(mail, Sent, reply, now,
        "UPDATE portal_mail SET state = @state, reason = @reason, link = NULL, due_at = NULL, done_at = @now WHERE box = @Box AND id = @Id");

    public Task MarkRefused(QueuedMail mail, string reason, DateTimeOffset now) => Finish(mail, Refused, reason, now,
        "UPDATE portal_mail SET state = @state, reason = @reason, due_at = NULL, done_at = @now WHERE box = @Box AND id = @Id AND state = 'queued'");

    /// <summary>To be tried again later, and whatever waits behind it with it.</summary>
    public async Task Postpone(QueuedMail mail, string reason, DateTimeOffset due)
    {
        var parameters = new { mail.Box, mail.Id, mail.Recipient, mail.Seq, reason = Clip(reason), due = Ms(due) };
        await Write(
            "UPDATE portal_mail SET reason = @reason, due_at = @due WHERE box = @Box AND id = @Id AND state = 'queued'", parameters);
        await Write(
            "UPDATE portal_mail SET due_at = @due WHERE box = @Box AND recipient = @Recipient AND seq > @Seq AND due_at < @due"
                + NotAwaited,
            parameters);
    }

    /// <summary>No server could be spoken to: all that is due waits, without having been tried itself.</summary>
    public Task PostponeAll(string box, string reason, DateTimeOffset now, DateTimeOffset due) => Write(
        "UPDATE portal_mail SET attempts = attempts + 1, unreached = 1, reason = @reason, due_at = @due WHERE box = @box AND due_at <= @now",
        new { box, reason = Clip(reason), now = Ms(now), due = Ms(due) });

    /// <summary>All that is due waits without having been tried, and without its being counted.</summary>
    public Task Hold(string box, string reason, DateTimeOffset now, DateTimeOffset due) => Write(
        "UPDATE portal_mail SET unreached = 1, reason = @reason, due_at = @due WHERE box = @box AND due_at <= @now",
        new { box, reason = Clip(reason), now = Ms(now), due = Ms(due) });

    /// <summary>The server speaks again: whatever waited for that is due.</summary>
    public Task Reached(string box, DateTimeOffset now) => Write(
        "UPDATE portal_mail SET unreached = 0, due_at = @now WHERE box = @box AND unreached = 1 AND due_at > @now",
        new { box, now = Ms(now) });

    public Task RefuseAll(string box, string reason, DateTimeOffset now) => Write(
        "UPDATE portal_mail SET state = 'refused', reason = @reason, due_at = NULL, done_at = @now WHERE box = @box AND due_at IS NOT NULL",
        new { box, reason = Clip(reason), now = Ms(now) });

    /// <summary>Ends what is too old to be of use, and what was tried for as long as mails are.</summary>
    public async Task RefuseLate(string box, DateTimeOffset now)
    {
        var parameters = new { box, now = Ms(now), patience = (long)MailBackOff.Patience.TotalMilliseconds };
        await Write("""
            UPDATE portal_mail SET state = 'refused', link = NULL, due_at = NULL, done_at = @now,
              reason = 'Too late: it is no longer of any use.' || COALESCE(' Before that: ' || reason, '')
            WHERE box = @box AND due_at IS NOT NULL AND useful_until <= @now AND useful_until < created_at + @patience
            """, parameters);
        await Write("""
            UPDATE portal_mail SET state = 'refused', due_at = NULL, done_at = @now, reason = 'Given up after two days of tries. The last: ' || COALESCE(reason, 'no answer.')
            WHERE box = @box AND due_at IS NOT NULL AND give_up_at <= @now AND attempts > 0
            """, parameters);
    }

    /// <returns>Whether it is queued now. Null: this operation did it before.</returns>
    public async Task<bool?> Requeue(string box, string id, AuditEntry audit, DateTimeOffset now)
    {
        await using var connection = await database.Write.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        if (await connection.ExecuteAsync(AuditTrail.Insert, AuditTrail.Row(audit), transaction) == 0)
            return null;
        var changed = await connection.ExecuteAsync("""
            UPDATE portal_mail SET state = 'queued', due_at = @now, done_at = NULL, unreached = 0,
              give_up_at = CASE WHEN useful_until < @giveUp THEN useful_until ELSE @giveUp END
            WHERE box = @box AND id = @id AND state <> 'sent' AND useful_until > @now
            """, new { box, id, now = Ms(now), giveUp = Ms(now + MailBackOff.Patience) }, transaction);
        if (changed == 0)
            return false;
        await transaction.CommitAsync();
        return true;
    }

    /// <summary>Boxes of a shard in which something is due, the longest overdue first.</summary>
    public async Task<IReadOnlyList<string>> DueBoxes(int shard, DateTimeOffset now, int limit)
    {
        await using var connection = await database.Read.OpenConnectionAsync();
        return (await connection.QueryAsync<string>(
            "SELECT box FROM portal_mail WHERE shard = @shard AND due_at IS NOT NULL AND due_at <= @now GROUP BY box ORDER BY MIN(due_at) LIMIT @limit",
            new { shard, now = Ms(now), limit })).AsList();
    }

    /// <summary>Forgets links that are late, and mails that are old.</summary>
    public async Task Sweep(int shard, DateTimeOffset now, TimeSpan kept)
    {
        var parameters = new { shard, now = Ms(now), old = Ms(now - kept) };
        await Write(
            "UPDATE portal_mail SET link = NULL WHERE shard = @shard AND link IS NOT NULL AND due_at IS NULL AND useful_until <= @now",
            parameters);
        await Write("DELETE FROM portal_mail WHERE shard = @shard AND created_at < @old AND due_at IS NULL", parameters);
    }

    private async Task Finish(QueuedMail mail, string state, string? reason, DateTimeOffset now, string sql)
    {
        var parameters = new { mail.Box, mail.Id, mail.Recipient, mail.Seq, state, reason = Clip(reason), now = Ms(now) };
        await Write(sql, parameters);
        await Write(
            "UPDATE portal_mail SET due_at = @now "
                + "WHERE box = @Box AND recipient = @Recipient AND seq > @Seq AND due_at > @now AND unreached = 0",
            parameters);
    }

    private async Task<int> Write(string sql, object parameters)
    {
        await using var connection = await database.Write.OpenConnectionAsync();
        return await connection.ExecuteAsync(sql, parameters);
    }

    private static string? Clip(string? reason) => reason is { Length: > LongestReason } ? reason[..LongestReason] : reason;

    private static long Ms(DateTimeOffset time) => time.ToUnixTimeMilliseconds();
}
