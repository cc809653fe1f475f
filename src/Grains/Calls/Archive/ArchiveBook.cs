using System.Data.Common;
using Dapper;
using Portal.Storage;

namespace Portal.Calls;

/// <summary>A file of archived calls.</summary>
/// <param name="Month">As <see cref="ArchiveMonths"/> counts.</param>
/// <param name="Bucket">Which of the month's files, in the order of customers.</param>
/// <param name="FirstTime">Of all its calls, in milliseconds.</param>
internal sealed record ArchiveEntry(
    int Month, int Bucket, string Blob, string FirstCustomer, string LastCustomer, long FirstTime, long LastTime, long Calls, long Bytes,
    string Sha256)
{
    /// <summary>The database may still have these calls too.</summary>
    public bool IsHot { get; init; }
}

/// <summary>Which files of archived calls there are. What stands here is whole and was compared with the sums.</summary>
internal sealed class ArchiveBook(PortalDatabase database, TimeProvider clock)
{
    private const string Fields = """
        month, bucket, blob, first_customer AS firstCustomer, last_customer AS lastCustomer, first_time AS firstTime, last_time AS lastTime,
        calls, bytes, sha256, is_hot AS isHot
        """;

    /// <summary>Those that have calls of a range, by month and bucket.</summary>
    /// <param name="customer">Null: of all.</param>
    public Task<IReadOnlyList<ArchiveEntry>> Of(string? customer, long from, long to, CancellationToken cancellation) => Read(
        "first_time < @to AND last_time >= @from"
            + (customer is null ? "" : " AND first_customer <= @customer AND last_customer >= @customer"),
        new { customer, from, to },
        cancellation);

    /// <summary>Those whose calls the database may have too.</summary>
    public Task<IReadOnlyList<ArchiveEntry>> Hot(CancellationToken cancellation) => Read("is_hot = 1", null, cancellation);

    /// <summary>All calls of a file are from before a day.</summary>
    public Task<IReadOnlyList<ArchiveEntry>> Before(int day, CancellationToken cancellation) =>
        Read("last_time < @time", new { time = day * CallTimes.Day }, cancellation);

    public Task<IReadOnlyList<ArchiveEntry>> OfMonth(int month, CancellationToken cancellation) =>
        Read("month = @month", new { month }, cancellation);

    public Task Add(DbConnection connection, DbTransaction transaction, IEnumerable<ArchiveEntry> entries) => connection.ExecuteAsync(
        """
        INSERT INTO portal_call_archive (month, bucket, blob, first_customer, last_customer, first_time, last_time, calls, bytes, sha256,
          is_hot, made_at)
        VALUES (@Month, @Bucket, @Blob, @FirstCustomer, @LastCustomer, @FirstTime, @LastTime, @Calls, @Bytes, @Sha256, 1, @now)
        """,
        entries.Select(one => new
        {
            one.Month,
            one.Bucket,
            one.Blob,
            one.FirstCustomer,
            one.LastCustomer,
            one.FirstTime,
            one.LastTime,
            one.Calls,
            one.Bytes,
            one.Sha256,
            now = clock.GetUtcNow().ToUnixTimeMilliseconds(),
        }),
        transaction);

    /// <summary>The tables of their days are dropped.</summary>
    public Task Cooled(IEnumerable<ArchiveEntry> entries) => Do(
        "UPDATE portal_call_archive SET is_hot = 0 WHERE month = @Month AND bucket = @Bucket",
        entries.Select(one => new { one.Month, one.Bucket }));

    public Task Remove(ArchiveEntry entry) => Do(
        "DELETE FROM portal_call_archive WHERE month = @Month AND bucket = @Bucket", new { entry.Month, entry.Bucket });

    private async Task Do(string sql, object values)
    {
        await using var connection = await database.Write.OpenConnectionAsync();
        await connection.ExecuteAsync(sql, values);
    }

    private async Task<IReadOnlyList<ArchiveEntry>> Read(string where, object? values, CancellationToken cancellation)
    {
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            $"SELECT {Fields} FROM portal_call_archive WHERE {where} ORDER BY month, bucket", values, cancellationToken: cancellation));
        return [.. rows.Select(row => new ArchiveEntry(
            row.Month, row.Bucket, row.Blob, row.FirstCustomer, row.LastCustomer, row.FirstTime, row.LastTime, row.Calls, row.Bytes,
            row.Sha256) { IsHot = row.IsHot == 1 })];
    }

    private sealed class Row
    {
        public int Month { get; init; }
        public int Bucket { get; init; }
        public string Blob { get; init; } = "";
        public string FirstCustomer { get; init; } = "";
        public string LastCustomer { get; init; } = "";
        public long FirstTime { get; init; }
        public long LastTime { get; init; }
        public long Calls { get; init; }
        public long Bytes { get; init; }
        public string Sha256 { get; init; } = "";
        public int IsHot { get; init; }
    }
}
