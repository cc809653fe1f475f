using System.Buffers;
using System.Buffers.Binary;

namespace Portal.WebHost.Front;

/// <summary>What a look at the first bytes of a connection told.</summary>
internal enum HelloVerdict
{
    /// <summary>More bytes are needed.</summary>
    Unfinished,

    /// <summary>A visitor, or something that isn't TLS: the handshake decides.</summary>
    Other,

    /// <summary>A CA's validation: ALPN is exactly <c>acme-tls/1</c> (RFC 8737, 3).</summary>
    AcmeValidation,
}

/// <summary>Reads a ClientHello (RFC 8446, 4.1.2) far enough to see its ALPN (RFC 7301). Never throws, whatever comes.</summary>
internal static class ClientHello
{
    /// <summary>A hello larger than this is not looked at. In bytes.</summary>
    public const int MaxLength = 16 * 1024;

    private const byte Handshake = 22;
    private const byte Hello = 1;
    private const ushort Alpn = 16;
    private const int RecordHeader = 5;

    public static HelloVerdict Look(ReadOnlySequence<byte> received)
    {
        // Most connections carry no validation: the few bytes of its name are looked for first.
        if (received.IsSingleSegment)
            return Look(received.FirstSpan);
        var length = (int)Math.Min(received.Length, MaxLength);
        var rented = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            received.Slice(0, length).CopyTo(rented);
            return Look(rented.AsSpan(0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    public static HelloVerdict Look(ReadOnlySpan<byte> received)
    {
        if (received.IsEmpty)
            return HelloVerdict.Unfinished;
        if (received[0] != Handshake)
            return HelloVerdict.Other;
        if (received.Length < RecordHeader)
            return HelloVerdict.Unfinished;
        var record = BinaryPrimitives.ReadUInt16BigEndian(received[3..]);
        if (record == 0 || record > MaxLength - RecordHeader)
            return HelloVerdict.Other;
        if (received.Length < RecordHeader + record)
            return HelloVerdict.Unfinished;

        // One that is split over several records is no validation's: those are small.
        return IsAcme(received.Slice(RecordHeader, record)) ? HelloVerdict.AcmeValidation : HelloVerdict.Other;
    }

    private static bool IsAcme(ReadOnlySpan<byte> message)
    {
        var reader = new Reader(message);
        return reader.Byte() == Hello
            && reader.Skip(3 + 2 + 32) // length, version, random
            && reader.Skip(reader.Byte()) // session id
            && reader.Skip(reader.Short()) // cipher suites
            && reader.Skip(reader.Byte()) // compression methods
            && HasAcme(reader.Take(reader.Short()));
    }

    private static bool HasAcme(ReadOnlySpan<byte> extensions)
    {
        var reader = new Reader(extensions);
        while (!reader.IsAtEnd)
        {
            var type = reader.Short();
            var body = reader.Take(reader.Short());
            if (reader.IsBroken)
                return false;
            if (type == Alpn)
                return body.SequenceEqual("\u0000\u000B\u000Aacme-tls/1"u8);
        }

        return false;
    }

    // Reads past the end give zeros and are remembered.
    private ref struct Reader(ReadOnlySpan<byte> left)
    {
        private ReadOnlySpan<byte> left = left;

        public bool IsBroken { get; private set; }

        public readonly bool IsAtEnd => left.IsEmpty || IsBroken;

        public int Byte() => Take(1) is [var value] ? value : 0;

        public int Short() => Take(2) is [var high, var low] ? (high << 8) | low : 0;

        public bool Skip(int count)
        {
            Take(count);
            return !IsBroken;
        }

        public ReadOnlySpan<byte> Take(int count)
        {
            if (IsBroken || count > left.Length)
            {
                IsBroken = true;
                return [];
            }

            var taken = left[..count];
            left = left[count..];
            return taken;
        }
    }
}
