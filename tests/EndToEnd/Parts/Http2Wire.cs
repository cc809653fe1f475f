using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Portal.Tests.EndToEnd.Parts;

/// <summary>HTTP/2 byte by byte (RFC 9113), for requests that no library sends.</summary>
internal static class Http2Wire
{
    private const int FrameHead = 9;
    private const byte EndStreamAndHeaders = 0x5;
    private static readonly string[] KnownStatus = ["200", "204", "206", "304", "400", "404", "500"];

    /// <summary>
    /// Sends one request on a new connection; its status, or how the server refused it: <c>RST_STREAM 1</c>, <c>GOAWAY 1</c>.
    /// </summary>
    public static async Task<string> Ask(Stream stream, params (string Name, string Value)[] fields)
    {
        var block = fields.SelectMany(field => (byte[])[0, .. Text(field.Name), .. Text(field.Value)]).ToArray();
        await stream.WriteAsync((byte[])
            [
                .. "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8,
                .. Frame(Kind.Settings, 0, 0, []),
                .. Frame(Kind.Headers, EndStreamAndHeaders, 1, block),
            ]);
        var head = new byte[FrameHead];
        while (true)
        {
            await stream.ReadExactlyAsync(head);
            var body = new byte[(head[0] << 16) | (head[1] << 8) | head[2]];
            await stream.ReadExactlyAsync(body);
            switch ((Kind)head[3])
            {
                case Kind.Headers:
                    return Status(body);
                case Kind.Reset:
                    return string.Create(CultureInfo.InvariantCulture, $"RST_STREAM {BinaryPrimitives.ReadUInt32BigEndian(body)}");
                case Kind.GoAway:
                    return string.Create(CultureInfo.InvariantCulture, $"GOAWAY {BinaryPrimitives.ReadUInt32BigEndian(body.AsSpan(4))}");
                case Kind.Settings:
                default:
                    break;
            }
        }
    }

    // A field as a literal that is not indexed (RFC 7541, 6.2.2), without Huffman coding.
    private static byte[] Text(string text) => [(byte)text.Length, .. Encoding.ASCII.GetBytes(text)];

    private static byte[] Frame(Kind kind, byte flags, byte stream, byte[] body) =>
        [(byte)(body.Length >> 16), (byte)(body.Length >> 8), (byte)body.Length, (byte)kind, flags, 0, 0, 0, stream, .. body];

    // The first field: of the static table (RFC 7541, appendix A, 8 to 14), or a literal with the name from there.
    private static string Status(byte[] block) => block[0] is >= 0x88 and <= 0x8e
        ? KnownStatus[block[0] - 0x88]
        : Encoding.ASCII.GetString(block, 2, 3);

    private enum Kind : byte
    {
        Headers = 1,
        Reset = 3,
        Settings = 4,
        GoAway = 7,
    }
}
