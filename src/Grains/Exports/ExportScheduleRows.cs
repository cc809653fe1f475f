using Dapper;
using Portal.Storage;

namespace Portal.Exports;

/// <inheritdoc cref="IExportSchedules"/>
internal sealed class ExportScheduleRows(PortalDatabase database, TimeProvider clock) : IExportSchedules
{
    private const string Fields =
        "contact, customer, person, host, language, culture, view_name AS View, format, every, next_at AS NextAt";

    public Task<IReadOnlyList<ExportSchedule>> Of(string contact, CancellationToken cancellation) =>
        Read("contact = @contact ORDER BY view_name", new { contact }, cancellation);

    public Task Set(ExportSchedule schedule, CancellationToken cancellation) => Do(
        """
        INSERT INTO portal_export_schedules (contact, view_name, customer, person, host, language, culture, format, every, next_at)
        VALUES (@Contact, @View, @Customer, @Person, @Host, @Language, @Culture, @Format, @Every, @NextAt)
        ON CONFLICT (contact, view_name) DO UPDATE SET person = excluded.person, host = excluded.host, language = excluded.language,
          culture = excluded.culture, format = excluded.format, every = excluded.every, next_at = excluded.next_at
        """,
        new
        {
            schedule.Owner.Contact,
            schedule.Owner.Customer,
            schedule.Owner.Person,
            schedule.Owner.Host,
            schedule.Owner.Language,
            schedule.Owner.Culture,
            schedule.View,
            Format = ExportRow.Name(schedule.Format),
            Every = ExportRow.Name(schedule.Every),
            NextAt = schedule.NextAt.ToUnixTimeMilliseconds(),
        },
        cancellation);

    public Task Stop(string contact, string view, CancellationToken cancellation) => Do(
        "DELETE FROM portal_export_schedules WHERE contact = @contact AND view_name = @view", new { contact, view }, cancellation);

    public Task<IReadOnlyList<ExportSchedule>> Due(CancellationToken cancellation) => Read(
        "next_at <= @now ORDER BY next_at LIMIT 50", new { now = clock.GetUtcNow().ToUnixTimeMilliseconds() }, cancellation);

    public Task<bool> Take(ExportSchedule schedule, DateTimeOffset next, CancellationToken cancellation) => Do(
        """
        UPDATE portal_export_schedules SET next_at = @next WHERE contact = @Contact AND view_name = @View AND next_at = @before
        """,
        new
        {
            schedule.Owner.Contact,
            schedule.View,
            next = next.ToUnixTimeMilliseconds(),
            before = schedule.NextAt.ToUnixTimeMilliseconds(),
        },
        cancellation);

    public Task Clean() => Do(
        """
        DELETE FROM portal_export_schedules
        WHERE NOT EXISTS (SELECT 1 FROM portal_contacts c WHERE c.id = portal_export_schedules.contact)
        """,
        new { },
        CancellationToken.None);

    private async Task<IReadOnlyList<ExportSchedule>> Read(string where, object values, CancellationToken cancellation)
    {
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            $"SELECT {Fields} FROM portal_export_schedules WHERE {where}", values, cancellationToken: cancellation));
        return
        [
            .. rows.Select(row => new ExportSchedule(
                new(row.Contact, row.Customer, row.Person, row.Host, row.Language, row.Culture),
                row.View,
                ExportRow.Parse<ExportFormat>(row.Format),
                ExportRow.Parse<ExportEvery>(row.Every),
                DateTimeOffset.FromUnixTimeMilliseconds(row.NextAt))),
        ];
    }

    private async Task<bool> Do(string sql, object values, CancellationToken cancellation)
    {
        await using var connection = await database.Write.OpenConnectionAsync(cancellation);
        return await connection.ExecuteAsync(new CommandDefinition(sql, values, cancellationToken: cancellation)) > 0;
    }

    private sealed class Row
    {
        public string Contact { get; init; } = "";
        public string Customer { get; init; } = "";
        public string Person { get; init; } = "";
        public string Host { get; init; } = "";
        public string Language { get; init; } = "";
        public string Culture { get; init; } = "";
        public string View { get; init; } = "";
        public string Format { get; init; } = "";
        public string Every { get; init; } = "";
        public long NextAt { get; init; }
    }
}
