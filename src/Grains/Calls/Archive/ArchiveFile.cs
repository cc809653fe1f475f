using System.Text.Json;
using Parquet;
using Portal.Blobs;

namespace Portal.Calls;

/// <summary>What a group of rows of a file has: so whoever looks for something needn't read it.</summary>
internal sealed record ArchiveRange(string FirstCustomer, string LastCustomer, long FirstTime, long LastTime, int Calls)
{
    /// <summary>Of the file's own metadata, under which all ranges stand.</summary>
    public const string Key = "portal.groups";

    public bool Has(string? customer, long from, long to) => FirstTime < to && LastTime >= from
        && (customer is null
            || (string.CompareOrdinal(FirstCustomer, customer) <= 0 && string.CompareOrdinal(customer, LastCustomer) <= 0));
}

/// <summary>
/// An archived file that is being read. Its calls stand by customer, time and key, in groups. Not for many callers at once.
/// </summary>
internal sealed class ArchiveFile : IAsyncDisposable
{
    private readonly Stream stream;
    private readonly ParquetReader reader;

    private ArchiveFile(Stream stream, ParquetReader reader)
    {
        (this.stream, this.reader) = (stream, reader);
        Ranges = JsonSerializer.Deserialize<ArchiveRange[]>(reader.CustomMetadata[ArchiveRange.Key])!;
    }

    /// <summary>Of each group, in their order.</summary>
    public IReadOnlyList<ArchiveRange> Ranges { get; }

    /// <exception cref="IOException">It is missing, or no such file.</exception>
    public static async Task<ArchiveFile> Open(IBlobs blobs, ArchiveEntry entry, CancellationToken cancellation)
    {
        var content = await blobs.Open(entry.Blob, cancellation)
            ?? throw new IOException($"The file {entry.Blob} of archived calls is missing.");
        try
        {
            return new(content, await ParquetReader.CreateAsync(content, leaveStreamOpen: true, cancellationToken: cancellation));
        }
        catch (Exception failure)
        {
            await content.DisposeAsync();
            if (failure is IOException or OperationCanceledException)
                throw;
            throw new IOException($"The file {entry.Blob} of archived calls can't be read.", failure);
        }
    }

    public ArchiveGroup Group(int place) => new(reader, place, Ranges[place]);

    public async ValueTask DisposeAsync()
    {
        await reader.DisposeAsync();
        await stream.DisposeAsync();
    }
}

/// <summary>A group of rows, of which columns are read when they are asked for, each once.</summary>
internal sealed class ArchiveGroup(ParquetReader reader, int place, ArchiveRange range)
{
    private readonly Dictionary<string, string?[]> texts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long?[]> numbers = new(StringComparer.Ordinal);

    public ArchiveRange Range => range;

    public async Task<string?[]> Texts(string column, CancellationToken cancellation)
    {
        if (texts.TryGetValue(column, out var known))
            return known;
        var values = new string?[range.Calls];
        using (var group = reader.OpenRowGroupReader(place))
            await group.ReadAsync(reader.Schema.FindDataField(column), values.AsMemory(), cancellationToken: cancellation);
        return texts[column] = values;
    }

    public async Task<long?[]> Numbers(string column, CancellationToken cancellation)
    {
        if (numbers.TryGetValue(column, out var known))
            return known;
        var values = new long?[range.Calls];
        using (var group = reader.OpenRowGroupReader(place))
            await group.ReadAsync<long>(reader.Schema.FindDataField(column), values.AsMemory(), cancellationToken: cancellation);
        return numbers[column] = values;
    }

    /// <summary>Calls of some rows.</summary>
    /// <param name="columns">What of them is wanted; the rest is as if it weren't given.</param>
    public async Task<IReadOnlyList<StoredCall>> Calls(
        IReadOnlyCollection<int> rows, ArchiveColumn[] columns, CancellationToken cancellation)
    {
        (int Row, StoredCall Call)[] into = [.. rows.Select(row => (row, new StoredCall()))];
        foreach (var column in columns)
            await column.Read(this, into, cancellation);
        foreach (var (_, call) in columns == ArchiveColumns.All ? into : [])
            call.Id = CallKey.Of(call.Switch, call.CallId).Bytes();
        return Array.ConvertAll(into, one => one.Call);
    }

    /// <summary>Forgets what was read.</summary>
    public void Forget()
    {
        texts.Clear();
        numbers.Clear();
    }
}
