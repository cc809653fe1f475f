using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Dapper;
using Parquet;
using Portal.Blobs;
using Portal.Storage;

namespace Portal.Calls;

/// <summary>
/// Writes the calls of some customers and a month into a file: by customer, time and key, group after group, so that what is in memory is a
/// group's. The whole file lies on this machine first; under its name it is there at once.
/// </summary>
internal sealed class ArchiveWriter(PortalDatabase database, IBlobs blobs, ArchiveLimits limits)
{
    /// <summary>What names of archived files begin with.</summary>
    public const string Folder = "calls/";

    private static readonly string Next = $"""
        SELECT {ArchiveColumns.Sql} FROM portal_calls c
        WHERE c.call_time >= @From AND c.call_time < @To AND (@Upto IS NULL OR c.customer <= @Upto)
          AND (c.customer, c.call_time, c.id) > (@customer, @time, @id)
        ORDER BY c.customer, c.call_time, c.id LIMIT @GroupCalls
        """;

    private static readonly ParquetOptions Options = new()
    {
        CompressionMethod = CompressionMethod.Zstd,
        CompressionLevel = CompressionLevel.Optimal,
    };

    public static string FolderOf(int month) =>
        Folder + ArchiveMonths.Begin(month).ToString("yyyy-MM", CultureInfo.InvariantCulture) + "/";

    /// <returns>Null: there is no such call, and no file.</returns>
    public async Task<ArchiveEntry?> Write(ArchiveBucket bucket, CancellationToken cancellation)
    {
        var own = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Options = FileOptions.Asynchronous | FileOptions.DeleteOnClose,
        };
        // In a folder that others of this machine look into.
        if (!OperatingSystem.IsWindows())
            own.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using var file = new FileStream(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), own);
        var ranges = await Write(file, bucket, cancellation);
        if (ranges.Count == 0)
            return null;
        file.Position = 0;
        var sha256 = Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellation));
        file.Position = 0;
        // Of two that write the same at a time, or one after the other, none touches the other's.
        var name = string.Create(
            CultureInfo.InvariantCulture, $"{FolderOf(bucket.Month)}{bucket.Number:000}-{Guid.NewGuid().ToString("N")[..12]}.parquet");
        var bytes = await blobs.Put(name, file, cancellation);
        return new ArchiveEntry(
            bucket.Month,
            bucket.Number,
            name,
            ranges[0].FirstCustomer,
            ranges[^1].LastCustomer,
            ranges.Min(range => range.FirstTime),
            ranges.Max(range => range.LastTime),
            ranges.Sum(range => (long)range.Calls),
            bytes,
            sha256);
    }

    private async Task<List<ArchiveRange>> Write(Stream file, ArchiveBucket bucket, CancellationToken cancellation)
    {
        var ranges = new List<ArchiveRange>();
        await using var writer = await ParquetWriter.CreateAsync(ArchiveColumns.Schema, file, Options, cancellationToken: cancellation);
        for (StoredCall? last = null; ;)
        {
            var calls = await Read(bucket, last, cancellation);
            if (calls.Count > 0)
            {
                using var group = writer.CreateRowGroup();
                foreach (var column in ArchiveColumns.All)
                    await column.Write(group, calls);
                group.CompleteValidate();
                var times = calls.ConvertAll(call => call.CallTime);
                ranges.Add(new(calls[0].Customer, calls[^1].Customer, times.Min(), times.Max(), calls.Count));
                last = calls[^1];
            }

            if (calls.Count < limits.GroupCalls)
                break;
        }

        writer.CustomMetadata = new Dictionary<string, string> { [ArchiveRange.Key] = JsonSerializer.Serialize(ranges) };
        return ranges;
    }

    private async Task<List<StoredCall>> Read(ArchiveBucket bucket, StoredCall? last, CancellationToken cancellation)
    {
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        return (await connection.QueryAsync<StoredCall>(new CommandDefinition(
            Next,
            new
            {
                bucket.From,
                bucket.To,
                bucket.Upto,
                customer = last?.Customer ?? bucket.After,
                // Of the customer that the bucket before ended with nothing comes any more.
                time = last?.CallTime ?? long.MaxValue,
                id = last?.Id ?? [],
                limits.GroupCalls,
            },
            commandTimeout: 600,
            cancellationToken: cancellation))).AsList();
    }
}

/// <summary>What a file is to have: the calls of a part of a month, of the customers after one up to another.</summary>
/// <param name="From">In milliseconds.</param>
/// <param name="Upto">Null: all that come after.</param>
internal sealed record ArchiveBucket(int Month, int Number, long From, long To, string After, string? Upto);
