using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Npgsql;

namespace Portal.Hosting.Calls;

/// <summary>
/// Rows on their way into a table by COPY, written in its binary format (PostgreSQL's manual, COPY, “Binary Format”) as one stream of
/// bytes: a call of the driver's importer for each value costs more than all that the value is for. Left before it is completed, it leaves
/// nothing.
/// </summary>
internal sealed class PostgresCopy : IAsyncDisposable
{
    private const int Full = 64 * 1024;

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    private readonly NpgsqlRawCopyStream stream;
    private readonly ArrayBufferWriter<byte> buffer = new(Full + 8 * 1024);
    private readonly short width;
    private bool isComplete;

    private PostgresCopy(NpgsqlRawCopyStream stream, int width)
    {
        this.stream = stream;
        this.width = checked((short)width);
        buffer.Write("PGCOPY\n"u8);
        // The rest of the signature; no flags, and no extension.
        buffer.Write<byte>([0xFF, (byte)'\r', (byte)'\n', 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    }

    public static async Task<PostgresCopy> Begin(
        NpgsqlConnection connection, string table, string[] columns, CancellationToken cancellation) => new(
        await connection.BeginRawBinaryCopyAsync(
            $"COPY {table} ({string.Join(", ", columns)}) FROM STDIN (FORMAT BINARY)", cancellation),
        columns.Length);

    /// <summary>Then each of its values, in the order of the columns.</summary>
    public void BeginRow() => Short(width);

    public async ValueTask EndRow(CancellationToken cancellation)
    {
        if (buffer.WrittenCount >= Full)
            await Send(cancellation);
    }

    public void Text(string? value)
    {
        if (value is null)
        {
            Length(null);
            return;
        }

        var room = buffer.GetSpan(sizeof(int) + Strict.GetMaxByteCount(value.Length));
        var size = Strict.GetBytes(value, room[sizeof(int)..]);
        BinaryPrimitives.WriteInt32BigEndian(room, size);
        buffer.Advance(sizeof(int) + size);
    }

    public void Int(int? value)
    {
        Length(value is null ? null : sizeof(int));
        if (value is { } number)
            Number(number);
    }

    public void Long(long? value)
    {
        Length(value is null ? null : sizeof(long));
        if (value is not { } number)
            return;
        BinaryPrimitives.WriteInt64BigEndian(buffer.GetSpan(sizeof(long)), number);
        buffer.Advance(sizeof(long));
    }

    public void Bytes(byte[]? value)
    {
        Length(value?.Length);
        buffer.Write(value);
    }

    public async Task Complete(CancellationToken cancellation)
    {
        const short end = -1;
        Short(end);
        await Send(cancellation);
        isComplete = true;
        await stream.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (!isComplete)
                await stream.CancelAsync();
        }
        catch (ObjectDisposedException)
        {
            // It ended when its connection broke.
        }

        await stream.DisposeAsync();
    }

    private async Task Send(CancellationToken cancellation)
    {
        await stream.WriteAsync(buffer.WrittenMemory, cancellation);
        buffer.ResetWrittenCount();
    }

    private void Length(int? bytes) => Number(bytes ?? -1);

    private void Number(int value)
    {
        BinaryPrimitives.WriteInt32BigEndian(buffer.GetSpan(sizeof(int)), value);
        buffer.Advance(sizeof(int));
    }

    private void Short(short value)
    {
        BinaryPrimitives.WriteInt16BigEndian(buffer.GetSpan(sizeof(short)), value);
        buffer.Advance(sizeof(short));
    }
}
