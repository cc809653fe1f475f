using Dapper;
using Portal.Saving;
using Portal.Storage;

namespace Portal.Alerts;

/// <summary>
/// The rows of alerts: how it stands with each, and what became of it. What was decided is written in one transaction, whole; what follows
/// from it is done afterwards, as often as it takes.
/// </summary>
internal sealed class AlertRows(PortalDatabase database)
{
    private const string State = """
        s.writes, s.firings, s.events, s.firing_since AS firingSince, s.repeat_at AS repeatAt, s.penalty_until AS penaltyUntil,
          s.muted_until AS mutedUntil, s.mailed_from AS mailedFrom, s.mailed
        """;

    private const string Watched = $"""
        SELECT i.customer, i.id, i.body, c.name AS customerName, c.currency, c.domain, c.time_zone AS timeZone, {State}
        FROM portal_customer_items i JOIN portal_customers c ON c.id = i.customer
        LEFT JOIN portal_alert_states s ON s.alert = i.id
        WHERE i.kind = 'alert' AND c.deleted = 0
        """;

    private const string Event = """
        SELECT alert, number, customer, kind, firing, at, title, reading, box, drafts, penalty FROM portal_alert_events
        """;

    private const string PutState = """
        INSERT INTO portal_alert_states (alert, customer, writes, firings, events, firing_since, repeat_at, penalty_until, muted_until,
          mailed_from, mailed)
        VALUES (@Id, @Customer, @Writes, @Firings, @Events, @FiringSince, @RepeatAt, @PenaltyUntil, @MutedUntil, @MailedFrom, @Mailed)
        ON CONFLICT (alert) DO UPDATE SET writes = excluded.writes, firings = excluded.firings, events = excluded.events,
          firing_since = excluded.firing_since, repeat_at = excluded.repeat_at, penalty_until = excluded.penalty_until,
          muted_until = excluded.muted_until, mailed_from = excluded.mailed_from, mailed = excluded.mailed
        WHERE portal_alert_states.writes = excluded.writes - 1
        """;

    private const string PutEvent = """
        INSERT INTO portal_alert_events (alert, number, customer, kind, firing, at, title, reading, box, drafts, penalty, settled_at)
        VALUES (@Alert, @Number, @Customer, @Kind, @Firing, @At, @Title, @Reading, @Box, @Drafts, @Penalty, @SettledAt)
        """;

    /// <summary>Those of customers that are served, in an order of their own, after the one that is named.</summary>
    public Task<WatchedAlert[]> Read(string afterCustomer, string afterId, int limit, CancellationToken cancellation) => Ask(
        """
         AND c.status IN ('active', 'penalty') AND (i.customer, i.id) > (@afterCustomer, @afterId)
        ORDER BY i.customer, i.id LIMIT @limit
        """,
        new { afterCustomer, afterId, limit },
        cancellation);

    /// <summary>All of a customer, whatever its status.</summary>
    public Task<WatchedAlert[]> Of(string customer, string? alert, CancellationToken cancellation) =>
        Ask(" AND i.customer = @customer" + (alert is null ? "" : " AND i.id = @alert"), new { customer, alert }, cancellation);

    /// <summary>Those of a customer that fire.</summary>
    public Task<WatchedAlert[]> Firing(string customer, CancellationToken cancellation) =>
        Ask(" AND i.customer = @customer AND s.firing_since IS NOT NULL", new { customer }, cancellation);

    private async Task<WatchedAlert[]> Ask(string also, object values, CancellationToken cancellation)
    {
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        var rows = await connection.QueryAsync<AlertRow>(new CommandDefinition(Watched + also, values, cancellationToken: cancellation));
        return [.. rows.Select(row => row.ToWatched())];
    }

    /// <returns>False: somebody else wrote it meanwhile, and nothing was written.</returns>
    public async Task<bool> Write(
        string customer, string alert, AlertState next, AlertEvent? happened, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var connection = await database.Write.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var row = new
        {
            Id = alert,
            Customer = customer,
            Writes = next.Writes + 1,
            next.Firings,
            next.Events,
            FiringSince = Ms(next.FiringSince),
            RepeatAt = Ms(next.RepeatAt),
            PenaltyUntil = Ms(next.PenaltyUntil),
            MutedUntil = Ms(next.MutedUntil),
            MailedFrom = next.MailedFrom.ToUnixTimeMilliseconds(),
            next.Mailed,
        };
        // The very first may have been made by another who judged at the same moment.
        if (await connection.ExecuteAsync(new CommandDefinition(PutState, row, transaction, cancellationToken: cancellation)) == 0)
            return false;
        if (happened is not null)
        {
            await connection.ExecuteAsync(
                new CommandDefinition(PutEvent, Row(happened, now), transaction, cancellationToken: cancellation));
        }

        await transaction.CommitAsync(CancellationToken.None);
        return true;
    }

    /// <summary>What follows from these is still to be handed over: the oldest first.</summary>
    public async Task<AlertEvent[]> Open(int limit, CancellationToken cancellation) => await Events(
        " WHERE settled_at IS NULL ORDER BY at, alert, number LIMIT @limit", new { limit }, cancellation);

    /// <summary>What became of an alert, the newest first.</summary>
    public async Task<AlertEvent[]> History(string customer, string alert, int limit, CancellationToken cancellation) => await Events(
        " WHERE alert = @alert AND customer = @customer ORDER BY number DESC LIMIT @limit", new { customer, alert, limit }, cancellation);

    public Task Settle(AlertEvent happened, DateTimeOffset now, CancellationToken cancellation) => Do(
        "UPDATE portal_alert_events SET settled_at = @now, drafts = NULL WHERE alert = @Alert AND number = @Number",
        new { happened.Alert, happened.Number, now = now.ToUnixTimeMilliseconds() },
        cancellation);

    /// <summary>Alerts whose penalty has lasted as long as it may, or that are gone.</summary>
    public async Task<(string Alert, string Customer, long Firing)[]> PenaltiesOver(DateTimeOffset now, CancellationToken cancellation)
    {
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        return [.. await connection.QueryAsync<(string, string, long)>(new CommandDefinition(
            $"""
            SELECT s.alert, s.customer, s.firings FROM portal_alert_states s
            WHERE s.penalty_until IS NOT NULL AND (s.penalty_until <= @now OR {Gone("s")}) ORDER BY s.penalty_until LIMIT 500
            """,
            new { now = now.ToUnixTimeMilliseconds() },
            cancellationToken: cancellation))];
    }

    public Task PenaltyOver(string alert, long firing, CancellationToken cancellation) => Do(
        "UPDATE portal_alert_states SET penalty_until = NULL, writes = writes + 1 WHERE alert = @alert AND firings = @firing",
        new { alert, firing },
        cancellation);

    /// <summary>Whether another alert of the customer holds it in the status penalty.</summary>
    public async Task<bool> HoldsPenalty(string customer, string but, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        return await connection.ExecuteScalarAsync<long>(new CommandDefinition(
            $"""
            SELECT COUNT(*) FROM portal_alert_states s
            WHERE s.customer = @customer AND s.alert <> @but AND s.penalty_until > @now AND NOT ({Gone("s")})
            """,
            new { customer, but, now = now.ToUnixTimeMilliseconds() },
            cancellationToken: cancellation)) > 0;
    }

    /// <summary>Removes what is too old, and what is said of alerts that are gone.</summary>
    public async Task Clean(DateTimeOffset before, CancellationToken cancellation)
    {
        await Do(
            $"DELETE FROM portal_alert_events WHERE settled_at IS NOT NULL AND (at < @before OR {Gone("portal_alert_events")})",
            new { before = before.ToUnixTimeMilliseconds() },
            cancellation);
        await Do(
            $"DELETE FROM portal_alert_states WHERE penalty_until IS NULL AND {Gone("portal_alert_states")}", new { }, cancellation);
    }

    private static string Gone(string of) => $"""
        NOT EXISTS (
          SELECT 1 FROM portal_customer_items i WHERE i.customer = {of}.customer AND i.kind = 'alert' AND i.id = {of}.alert)
        """;

    private async Task<AlertEvent[]> Events(string where, object values, CancellationToken cancellation)
    {
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        return [.. (await connection.QueryAsync<EventRow>(
            new CommandDefinition(Event + where, values, cancellationToken: cancellation))).Select(row => row.ToEvent())];
    }

    private async Task Do(string sql, object values, CancellationToken cancellation)
    {
        await using var connection = await database.Write.OpenConnectionAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(sql, values, cancellationToken: cancellation));
    }

    private static object Row(AlertEvent happened, DateTimeOffset now) => new
    {
        happened.Alert,
        happened.Number,
        happened.Customer,
        Kind = UnknownNames.Of(happened.Kind),
        happened.Firing,
        At = happened.At.ToUnixTimeMilliseconds(),
        happened.Title,
        Reading = PortalJson.Write(happened.Reading),
        happened.Box,
        Drafts = happened.Drafts.Length == 0 ? null : PortalJson.Write(happened.Drafts),
        Penalty = happened.Penalty ? 1 : 0,
        SettledAt = happened.Drafts.Length == 0 && !happened.Penalty ? Ms(now) : null,
    };

    private static long? Ms(DateTimeOffset? time) => time?.ToUnixTimeMilliseconds();
}
