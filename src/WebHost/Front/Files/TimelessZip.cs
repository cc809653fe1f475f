using System.Buffers.Binary;

namespace Portal.WebHost.Front;

/// <summary>
/// An archive on its way, whose entries are all of the earliest time that the format knows (APPNOTE.TXT, 4.4.6): what has the same content
/// is the same file, whenever it is made. Whoever writes the archive writes each header by itself, as .NET does.
/// </summary>
/// <param name="output">Stays open.</param>
internal sealed class TimelessZip(Stream output) : WrittenStream
{
    private const int Local = 0x04034b50;
    private const int Central = 0x02014b50;
    private const int FirstOfJanuary1980 = 0x0021_0000;

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (TimeAt(buffer) is not { } at)
        {
            output.Write(buffer);
            return;
        }

        Span<byte> header = stackalloc byte[buffer.Length];
        buffer.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header[at..], FirstOfJanuary1980);
        output.Write(header);
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (TimeAt(buffer.Span) is not { } at)
        {
            await output.WriteAsync(buffer, cancellationToken);
            return;
        }

        var header = buffer.ToArray();
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(at), FirstOfJanuary1980);
        await output.WriteAsync(header, cancellationToken);
    }

    // The fixed part of a header of an entry, and of its line in the directory. Packed content of just this length that begins so
    // doesn't come about: one block in 2^32 begins so, and blocks are long.
    private static int? TimeAt(ReadOnlySpan<byte> written) => written.Length is not (30 or 46) ? null
        : (written.Length, BinaryPrimitives.ReadInt32LittleEndian(written)) switch
        {
            (30, Local) => 10,
            (46, Central) => 12,
            _ => null,
        };
}
