using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Portal.Storage;

namespace Portal.Calls;

/// <summary>
/// What makes a call the same one: 128 bits of a hash of its switch and the switch's id of it, half as large in an index as the texts are.
/// As text it stands in addresses.
/// </summary>
internal readonly record struct CallKey(Guid Value)
{
    private const int Size = 16;

    /// <summary>As <see cref="Bytes"/> gave it.</summary>
    public static CallKey Of(byte[] bytes) => new(new Guid(bytes, bigEndian: true));

    public static CallKey Of(Call call) => Of(call.Switch, call.CallId);

    /// <summary>Of the switch's name and its id of the call: a byte between them that neither has keeps pairs apart.</summary>
    public static CallKey Of(string name, string callId)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        var most = Encoding.UTF8.GetMaxByteCount(name.Length + callId.Length + 1);
        Span<byte> text = most <= 1024 ? stackalloc byte[most] : new byte[most];
        var size = Encoding.UTF8.GetBytes(name, text);
        text[size++] = 0;
        size += Encoding.UTF8.GetBytes(callId, text[size..]);
        SHA256.HashData(text[..size], hash);
        return new(new Guid(hash[..Size], bigEndian: true));
    }

    public static bool TryParse(string text, out CallKey key)
    {
        key = default;
        Span<byte> bytes = stackalloc byte[Size];
        // Asked first: what is no base64url would be an exception. One key has one text.
        if (text.Length > 24 || !Base64Url.IsValid(text, out var size) || size != Size)
            return false;
        Base64Url.DecodeFromChars(text, bytes);
        key = new(new Guid(bytes, bigEndian: true));
        return key.ToString() == text;
    }

    public override string ToString() => Base64Url.EncodeToString(Bytes());

    public byte[] Bytes() => Value.ToByteArray(bigEndian: true);

    /// <summary>What of a call must not change when it comes again, in 64 bits.</summary>
    public static long ContentOf(Call call)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(call, PortalJson.Options), hash);
        return BinaryPrimitives.ReadInt64LittleEndian(hash);
    }
}
