using Dapper;
using Portal.Storage;

namespace Portal.Exports;

/// <inheritdoc cref="IExports"/>
internal sealed class ExportRows(PortalDatabase database, TimeProvider clock) : IExports
{
    private const string Open = "state IN ('queued', 'running')";
    private const string Waits = "(state = 'queued' OR (state = 'running' AND lease_until < @now))";
    private const string Mine = "id = @Id AND worker = @Worker AND state = 'running'";

    // One customer's many don't keep those of others waiting. What is asked of the row again is asked after whoever was quicker.
    private const string Next = $"""
        UPDATE portal_exports SET state = 'running', worker = @worker, lease_until = @lease, tries = tries + 1
        WHERE id = (
          SELECT e.id FROM portal_exports e WHERE {Waits} AND made_at <= @settled
          ORDER BY (SELECT COUNT(*) FROM portal_exports r WHERE r.customer = e.customer AND r.state = 'running'), e.made_at, e.id LIMIT 1)
          AND {Waits}
          AND (SELECT COUNT(*) FROM portal_exports r WHERE r.state = 'running' AND r.lease_until >= @now) < @most
        RETURNING {ExportRow.Fields}
        """;

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    private long LeaseEnd => Now + (long)ExportLimits.Lease.TotalMilliseconds;

    private long KeptUntil => Now + (long)ExportLimits.Kept.TotalMilliseconds;

    public async Task<ExportAsked> Ask(ExportJob job, CancellationToken cancellation)
    {
        await using var connection = await database.Write.OpenConnectionAsync(cancellation);
        var (contact, customer, kept, all) = await connection.QuerySingleAsync<(long, long, long, long)>(new CommandDefinition(
            $"""
            SELECT (SELECT COUNT(*) FROM portal_exports WHERE contact = @Contact AND {Open}),
              (SELECT COUNT(*) FROM portal_exports WHERE customer = @Customer AND {Open}),
              (SELECT COUNT(*) FROM portal_exports WHERE customer = @Customer),
              (SELECT COUNT(*) FROM portal_exports WHERE {Open})
            """,
            new { job.Contact, job.Customer },
            cancellationToken: cancellation));
        if (contact >= ExportLimits.OfContact)
            return ExportAsked.ContactFull;
        if (customer >= ExportLimits.OfCustomer || kept >= ExportLimits.KeptOfCustomer)
            return ExportAsked.CustomerFull;
        if (all >= ExportLimits.OfFleet)
            return ExportAsked.FleetFull;
        await connection.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO portal_exports (id, contact, customer, person, host, section, query, format, language, culture, by_staff, made_at,
              state, rows_made, bytes, parts, place, whole, total, sha256, reason, worker, lease_until, tries, told, done_at, expires_at)
            VALUES (@Id, @Contact, @Customer, @Person, @Host, @Section, @Query, @Format, @Language, @Culture, @ByStaff, @MadeAt,
              'queued', 0, 0, 0, NULL, 0, @Total, NULL, NULL, NULL, 0, 0, 0, NULL, @ExpiresAt)
            """,
            ExportRow.Of(job),
            cancellationToken: cancellation));
        return ExportAsked.Taken;
    }

    public async Task<ExportJob?> Find(string id, CancellationToken cancellation) =>
        (await Read("id = @id", new { id, now = Now }, cancellation)).SingleOrDefault();

    public Task<IReadOnlyList<ExportJob>> Of(string contact, CancellationToken cancellation) =>
        Read("contact = @contact AND expires_at > @now ORDER BY made_at DESC, id LIMIT 100", new { contact, now = Now }, cancellation);

    public async Task<ExportJob?> Take(CancellationToken cancellation)
    {
        var values = new
        {
            now = Now,
            lease = LeaseEnd,
            settled = Now - (long)ExportLimits.Settles.TotalMilliseconds,
            worker = Guid.NewGuid().ToString("N"),
            most = ExportLimits.AtOnceOfFleet,
        };
        // Mostly there is none: nobody waits for SQLite's only writer to learn that.
        if ((await Read($"{Waits} AND made_at <= @settled LIMIT 1", values, cancellation)).Count == 0)
            return null;
        await using var connection = await database.Write.OpenConnectionAsync(cancellation);
        var row = await connection.QuerySingleOrDefaultAsync<ExportRow>(
            new CommandDefinition(Next, values, cancellationToken: cancellation));
        return row?.ToJob();
    }

    public Task<bool> Hold(ExportJob job, CancellationToken cancellation) => Do(
        $"UPDATE portal_exports SET lease_until = @LeaseEnd WHERE {Mine}", new { job.Id, job.Worker, LeaseEnd }, cancellation);

    public async Task<bool> Add(ExportJob job, ExportPart part, CancellationToken cancellation)
    {
        var row = ExportRow.Of(job);
        await using var connection = await database.Write.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (await connection.ExecuteAsync(
            $"""
            UPDATE portal_exports SET rows_made = @RowsMade, bytes = @Bytes, parts = @Parts, place = @Place, whole = @Whole, tries = 0,
              lease_until = @LeaseEnd
            WHERE {Mine}
            """,
            new { row.Id, row.Worker, row.RowsMade, row.Bytes, row.Parts, row.Place, row.Whole, LeaseEnd },
            transaction) == 0)
            return false;
        await connection.ExecuteAsync(
            "INSERT INTO portal_export_parts (export, part, blob, bytes) VALUES (@Id, @Number, @Blob, @Bytes)",
            new { job.Id, part.Number, part.Blob, part.Bytes },
            transaction);
        await transaction.CommitAsync(CancellationToken.None);
        return true;
    }

    public async Task<bool> Restart(ExportJob job, CancellationToken cancellation)
    {
        await using var connection = await database.Write.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (await connection.ExecuteAsync(
            $"UPDATE portal_exports SET rows_made = 0, bytes = 0, parts = 0, place = NULL, whole = 0 WHERE {Mine}",
            new { job.Id, job.Worker },
            transaction) == 0)
            return false;
        await connection.ExecuteAsync("DELETE FROM portal_export_parts WHERE export = @Id", new { job.Id }, transaction);
        await transaction.CommitAsync(CancellationToken.None);
        return true;
    }

    public Task<bool> Finish(ExportJob job, string sha256, CancellationToken cancellation) => Do(
        $"UPDATE portal_exports SET state = 'done', sha256 = @sha256, done_at = @Now, expires_at = @KeptUntil, worker = NULL WHERE {Mine}",
        new { job.Id, job.Worker, sha256, Now, KeptUntil },
        cancellation);

    public Task Leave(ExportJob job) => Do(
        $"UPDATE portal_exports SET lease_until = 0, tries = CASE WHEN tries > 0 THEN tries - 1 ELSE 0 END WHERE {Mine}",
        new { job.Id, job.Worker },
        CancellationToken.None);

    public Task End(ExportJob job, ExportState state, string reason) => Do(
        """
        UPDATE portal_exports SET state = @state, reason = @reason, done_at = @Now, expires_at = @KeptUntil, worker = NULL
        WHERE id = @Id AND (worker = @Worker OR (worker IS NULL AND state = 'done'))
        """,
        new { job.Id, job.Worker, state = ExportRow.Name(state), reason, Now, KeptUntil },
        CancellationToken.None);

    public async Task<IReadOnlyList<ExportPart>> Parts(string id, CancellationToken cancellation)
    {
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        var parts = await connection.QueryAsync<(int Number, string Blob, long Bytes)>(new CommandDefinition(
            "SELECT part, blob, bytes FROM portal_export_parts WHERE export = @id ORDER BY part",
            new { id },
            cancellationToken: cancellation));
        return [.. parts.Select(part => new ExportPart(part.Number, part.Blob, part.Bytes))];
    }

    public Task<IReadOnlyList<ExportJob>> Untold(CancellationToken cancellation) =>
        Read("state = 'done' AND told = 0 ORDER BY done_at LIMIT 20", new { now = Now }, cancellation);

    public Task Told(string id, CancellationToken cancellation) =>
        Do("UPDATE portal_exports SET told = 1 WHERE id = @id", new { id }, cancellation);

    public Task<IReadOnlyList<ExportJob>> Expired(CancellationToken cancellation) =>
        Read("expires_at <= @now ORDER BY expires_at LIMIT 100", new { now = Now }, cancellation);

    public async Task Remove(string id, CancellationToken cancellation)
    {
        await Do("DELETE FROM portal_exports WHERE id = @id", new { id }, cancellation);
        await Do("DELETE FROM portal_export_parts WHERE export = @id", new { id }, cancellation);
    }

    private async Task<IReadOnlyList<ExportJob>> Read(string where, object values, CancellationToken cancellation)
    {
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        var rows = await connection.QueryAsync<ExportRow>(new CommandDefinition(
            $"SELECT {ExportRow.Fields} FROM portal_exports WHERE {where}", values, cancellationToken: cancellation));
        return [.. rows.Select(row => row.ToJob())];
    }

    private async Task<bool> Do(string sql, object values, CancellationToken cancellation)
    {
        await using var connection = await database.Write.OpenConnectionAsync(cancellation);
        return await connection.ExecuteAsync(new CommandDefinition(sql, values, cancellationToken: cancellation)) > 0;
    }
}
