using System.Buffers;
using System.Buffers.Binary;
using System.Net;
using System.Text;

namespace Portal.WebHost.Front;

internal enum ProxyVerdict { Unfinished, Absent, Wrong, Whole }

/// <summary>
/// What a proxy says before a connection's first byte: the PROXY protocol, versions 1 and 2 (HAProxy's
/// <c>proxy-protocol.txt</c>). Pure.
/// </summary>
/// <param name="Source">The visitor; null: the proxy speaks for itself, or doesn't say.</param>
/// <param name="IsTls">The visitor's own connection was TLS, which ended at the proxy (2.2.6, PP2_TYPE_SSL).</param>
internal sealed record ProxyHeader(IPEndPoint? Source, bool IsTls)
{
    /// <summary>Longest header that is read; version 2 could have 64 KiB of extensions, none of them of use here.</summary>
    public const int MaxLength = 4096;

    private const int LongestText = 107;
    private const int Fixed = 16;
    private const byte SslType = 0x20;

    private static ReadOnlySpan<byte> TextStart => "PROXY "u8;

    private static ReadOnlySpan<byte> BinaryStart => "\r\n\r\n\0\r\nQUIT\n"u8;

    /// <param name="length">Of the header, in bytes; 0 unless it is whole.</param>
    public static ProxyVerdict Read(ReadOnlySequence<byte> start, out ProxyHeader? header, out int length)
    {
        (header, length) = (null, 0);
        var bytes = start.Length > MaxLength ? start.Slice(0, MaxLength).ToArray() : start.ToArray();
        if (Begins(bytes, BinaryStart) is { } binary)
            return binary ? ReadBinary(bytes, ref header, ref length) : ProxyVerdict.Unfinished;
        if (Begins(bytes, TextStart) is { } text)
            return text ? ReadText(bytes, ref header, ref length) : ProxyVerdict.Unfinished;
        return ProxyVerdict.Absent;
    }

    // True: it does; false: it may yet; null: it doesn't.
    private static bool? Begins(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> with)
    {
        var seen = Math.Min(bytes.Length, with.Length);
        return bytes[..seen].SequenceEqual(with[..seen]) ? seen == with.Length : null;
    }

    private static ProxyVerdict ReadText(ReadOnlySpan<byte> bytes, ref ProxyHeader? header, ref int length)
    {
        var end = bytes.IndexOf("\r\n"u8);
        if (end < 0)
            return bytes.Length >= LongestText ? ProxyVerdict.Wrong : ProxyVerdict.Unfinished;
        if (end + 2 > LongestText)
            return ProxyVerdict.Wrong;
        var words = Encoding.ASCII.GetString(bytes[..end]).Split(' ');
        if (words is [_, "UNKNOWN", ..])
            header = new ProxyHeader(null, IsTls: false);
        else if (words is [_, "TCP4" or "TCP6", var source, _, var port, _] && IPAddress.TryParse(source, out var address)
            && ushort.TryParse(port, out var number))
            header = new ProxyHeader(new IPEndPoint(address, number), IsTls: false);
        else
            return ProxyVerdict.Wrong;
        length = end + 2;
        return ProxyVerdict.Whole;
    }

    private static ProxyVerdict ReadBinary(ReadOnlySpan<byte> bytes, ref ProxyHeader? header, ref int length)
    {
        if (bytes.Length < Fixed)
            return ProxyVerdict.Unfinished;
        var whole = Fixed + BinaryPrimitives.ReadUInt16BigEndian(bytes[14..]);
        if (bytes[12] is not (0x20 or 0x21) || whole > MaxLength)
            return ProxyVerdict.Wrong;
        if (bytes.Length < whole)
            return ProxyVerdict.Unfinished;

        var rest = bytes[Fixed..whole];
        var (size, portAt) = bytes[13] switch { 0x11 => (4, 8), 0x21 => (16, 32), _ => (0, 0) };
        if (bytes[12] == 0x20 || size == 0)
            header = new ProxyHeader(null, IsTls: false);
        else if (rest.Length < portAt + 4)
            return ProxyVerdict.Wrong;
        else
            header = new ProxyHeader(
                new IPEndPoint(new IPAddress(rest[..size]), BinaryPrimitives.ReadUInt16BigEndian(rest[portAt..])),
                HasTls(rest[(portAt + 4)..]));
        length = whole;
        return ProxyVerdict.Whole;
    }

    private static bool HasTls(ReadOnlySpan<byte> extensions)
    {
        while (extensions.Length >= 3)
        {
            var size = BinaryPrimitives.ReadUInt16BigEndian(extensions[1..]);
            if (extensions.Length < 3 + size)
                return false;
            if (extensions[0] == SslType)
                return size > 0 && (extensions[3] & 1) != 0;
            extensions = extensions[(3 + size)..];
        }

        return false;
    }
}
