using System.Net;
using System.Net.Sockets;

namespace Portal.Hosts;

/// <summary>What RFC 1123 (2.1) and RFC 5891 (4.2.3.1) say of names in ASCII, shared by both ways in.</summary>
internal static class HostSyntax
{
    public const int MaxLabel = 63;

    public static bool IsLetterOrDigit(char c) => char.IsAsciiLetterOrDigit(c);

    public static bool IsEncoded(ReadOnlySpan<char> label) => label.StartsWith("xn--", StringComparison.OrdinalIgnoreCase);

    /// <summary>Two hyphens in third and fourth place are kept for encodings; the only one there is begins with xn.</summary>
    public static bool IsReserved(ReadOnlySpan<char> label) => label.Length >= 4 && label[2] == '-' && label[3] == '-' && !IsEncoded(label);

    /// <summary>
    /// Whether the last label makes browsers read the whole as an IPv4 address (URL Standard, "ends in a number"):
    /// <c>127.1</c>, <c>0x7f.1</c>, <c>2130706433</c> never reach DNS.
    /// </summary>
    public static bool EndsInNumber(ReadOnlySpan<char> host)
    {
        var last = host[(host.LastIndexOf('.') + 1)..];
        if (last.IsEmpty)
            return false;
        var (decimals, hexadecimals) = (true, last.StartsWith("0x", StringComparison.OrdinalIgnoreCase));
        for (var i = 0; i < last.Length; i++)
        {
            decimals &= char.IsAsciiDigit(last[i]);
            hexadecimals &= i < 2 || char.IsAsciiHexDigit(last[i]);
        }

        return decimals || hexadecimals;
    }

    /// <summary>
    /// An address in its usual spelling alone: four decimal numbers, or IPv6 without a zone. The answer is canonical (RFC
    /// 5952).
    /// </summary>
    public static bool TryAddress(ReadOnlySpan<char> text, out string address)
    {
        address = "";
        if (text.Length is 0 or > 45 || text.Contains('%') || text[0] == '[' || !IPAddress.TryParse(text, out var parsed))
            return false;
        address = parsed.ToString();
        return parsed.AddressFamily == AddressFamily.InterNetworkV6 || text.SequenceEqual(address);
    }
}
