using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Dapper;
using Portal.Blobs;
using Portal.Storage;

namespace Portal.Calls;

/// <summary>
/// Proves archived files, read back from where they lie: their bytes by a hash, and their calls by the sums that were written when calls
/// came in, each quarter of an hour of each customer.
/// </summary>
internal sealed class ArchiveProof(PortalDatabase database, IBlobs blobs)
{
    private static readonly string Sums = $"""
        SELECT customer, quarter AS step, currency, {string.Join(", ", CallSumTable.Measures.Select(measure => measure.Name))}
        FROM portal_call_quarters WHERE quarter >= @begins AND quarter < @ends AND customer > @After
          AND (@Upto IS NULL OR customer <= @Upto) AND attempts <> 0
        """;

    /// <summary>The bytes are those that were written.</summary>
    public async Task<bool> IsWhole(ArchiveEntry entry, CancellationToken cancellation)
    {
        await using var stream = await blobs.Open(entry.Blob, cancellation);
        return stream is not null && stream.Length == entry.Bytes
            && Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellation)) == entry.Sha256;
    }

    /// <summary>How many sums of a bucket differ from its file's calls.</summary>
    /// <param name="entry">Null: no file was written, for there was no call.</param>
    public async Task<int> Differing(ArchiveBucket bucket, ArchiveEntry? entry, CancellationToken cancellation)
    {
        var made = entry is null ? [] : await Made(entry, cancellation);
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        await using var reader = await connection.ExecuteReaderAsync(new CommandDefinition(
            Sums,
            new
            {
                begins = bucket.From / CallTimes.Quarter,
                ends = bucket.To / CallTimes.Quarter,
                bucket.After,
                bucket.Upto,
            },
            commandTimeout: 600,
            cancellationToken: cancellation));
        var differing = 0;
        while (await reader.ReadAsync(cancellation))
        {
            var line = new CallSumLine(reader.GetString(0), reader.GetInt64(1), "", "", reader.GetString(2));
            if (!made.Remove(line, out var sums) || !sums.Index().All(sum => reader.GetInt64(3 + sum.Index) == sum.Item))
                differing++;
        }

        return differing + made.Count;
    }

    private async Task<Dictionary<CallSumLine, long[]>> Made(ArchiveEntry entry, CancellationToken cancellation)
    {
        var lines = new Dictionary<CallSumLine, long[]>();
        await using var file = await ArchiveFile.Open(blobs, entry, cancellation);
        foreach (var place in Enumerable.Range(0, file.Ranges.Count))
        {
            var group = file.Group(place);
            foreach (var call in await group.Calls([.. Enumerable.Range(0, group.Range.Calls)], ArchiveColumns.Sums, cancellation))
            {
                var line = new CallSumLine(call.Customer, call.CallTime / CallTimes.Quarter, "", "", call.Currency);
                ref var sums = ref CollectionsMarshal.GetValueRefOrAddDefault(lines, line, out _);
                ArchiveSums.Add(sums ??= new long[CallSumTable.Measures.Length], call);
            }
        }

        return lines;
    }
}
