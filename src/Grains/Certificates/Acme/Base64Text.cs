using System.Buffers.Text;

namespace Portal.Certificates.Acme;

/// <summary>Base64url without padding (RFC 7515, section 2).</summary>
internal static class Base64Text
{
    public static string Url(ReadOnlySpan<byte> bytes) => Base64Url.EncodeToString(bytes);

    public static byte[] FromUrl(string text) => Base64Url.DecodeFromChars(text);

    public static bool IsUrl(string text) => text.Length > 0 && Base64Url.IsValid(text);
}
