using System.Buffers;
using System.Buffers.Binary;
using System.Text;

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

/// <summary>
/// Reads a ClientHello (RFC 8446, 4.1.2) far enough to see its server name (RFC 6066, 3), its ALPN (RFC 7301) and what it
/// can speak. Never throws, whatever comes.
/// </summary>
internal static class ClientHello
{
    /// <summary>A hello larger than this is not looked at. In bytes.</summary>
    public const int MaxLength = 16 * 1024;

    private const byte Handshake = 22;
    private const byte Hello = 1;
    private const ushort ServerName = 0;
    private const ushort Alpn = 16;
    private const ushort SupportedVersions = 43;
    private const int Tls13 = 0x0304;
    private const int RecordHeader = 5;
    private const int MessageHeader = 4;
    private const int LongestName = 255;

    public static HelloVerdict Read(ReadOnlySequence<byte> received, out HelloFacts facts)
    {
        if (received.IsSingleSegment)
            return Read(received.FirstSpan, out facts);
        var length = (int)Math.Min(received.Length, MaxLength);
        var rented = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            received.Slice(0, length).CopyTo(rented);
            return Read(rented.AsSpan(0, length), out facts);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    public static HelloVerdict Read(ReadOnlySpan<byte> received, out HelloFacts facts)
    {
        facts = default;
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

        var first = received.Slice(RecordHeader, record);
        if (first[0] == Hello && (first.Length < MessageHeader || first.Length < Length(first)))
            return Gather(received, out facts);
        facts = Read(first);
        return facts.IsAcme ? HelloVerdict.AcmeValidation : HelloVerdict.Other;
    }

    private static int Length(ReadOnlySpan<byte> message) => MessageHeader + ((message[1] << 16) | (message[2] << 8) | message[3]);

    // A hello may be split over several records (RFC 8446, 5.1): some clients do, to get past boxes that read names.
    private static HelloVerdict Gather(ReadOnlySpan<byte> received, out HelloFacts facts)
    {
        facts = default;
        var rented = ArrayPool<byte>.Shared.Rent(MaxLength);
        try
        {
            Span<byte> message = rented;
            for (var have = 0; ;)
            {
                if (have >= MessageHeader && Length(message) is var whole && have >= whole)
                {
                    facts = Read(message[..whole]);
                    return facts.IsAcme ? HelloVerdict.AcmeValidation : HelloVerdict.Other;
                }

                if (received.Length < RecordHeader)
                    return HelloVerdict.Unfinished;
                var record = BinaryPrimitives.ReadUInt16BigEndian(received[3..]);
                if (received[0] != Handshake || record == 0 || have + record > message.Length)
                    return HelloVerdict.Other;
                if (received.Length < RecordHeader + record)
                    return HelloVerdict.Unfinished;
                received.Slice(RecordHeader, record).CopyTo(message[have..]);
                have += record;
                received = received[(RecordHeader + record)..];
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private static HelloFacts Read(ReadOnlySpan<byte> message)
    {
        var reader = new Reader(message);
        return reader.Byte() == Hello
            && reader.Skip(3 + 2 + 32) // length, version, random
            && reader.Skip(reader.Byte()) // session id
            && reader.Skip(reader.Short()) // cipher suites
            && reader.Skip(reader.Byte()) // compression methods
            ? ReadExtensions(reader.Take(reader.Short()))
            : default;
    }

    private static HelloFacts ReadExtensions(ReadOnlySpan<byte> extensions)
    {
        var facts = default(HelloFacts);
        var reader = new Reader(extensions);
        while (!reader.IsAtEnd)
        {
            var type = reader.Short();
            var body = reader.Take(reader.Short());
            if (reader.IsBroken)
                return default;
            switch (type)
            {
                case ServerName:
                    facts = facts with { ServerName = Name(body) };
                    break;
                case Alpn:
                    facts = facts with { IsAcme = body.SequenceEqual("\u0000\u000B\u000Aacme-tls/1"u8) };
                    break;
                case SupportedVersions:
                    facts = facts with { SpeaksTls13 = Offers(body, Tls13) };
                    break;
            }
        }

        return facts;
    }

    // The first name of type host_name. It is ASCII by its RFC; anything else is nobody's.
    private static string? Name(ReadOnlySpan<byte> body)
    {
        var reader = new Reader(body);
        reader = new Reader(reader.Take(reader.Short()));
        var isHost = reader.Byte() == 0;
        var name = reader.Take(reader.Short());
        return isHost && !reader.IsBroken && name.Length is > 0 and <= LongestName ? Encoding.Latin1.GetString(name) : null;
    }

    private static bool Offers(ReadOnlySpan<byte> body, int version)
    {
        var reader = new Reader(body);
        reader = new Reader(reader.Take(reader.Byte()));
        while (!reader.IsAtEnd)
        {
            if (reader.Short() == version)
                return true;
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
