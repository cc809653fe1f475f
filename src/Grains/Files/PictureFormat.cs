using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Portal.Files;

/// <summary>Tells by its first bytes what a file is, whatever its name says.</summary>
internal static class PictureFormat
{
    private const string Kinds = "Upload a JPG, PNG or GIF.";

    /// <returns>Empty for what may be a jpg, png or gif, else a sentence for a person.</returns>
    public static string Check(ReadOnlySpan<byte> content)
    {
        if (content.IsEmpty)
            return $"The file is empty. {Kinds}";
        if (content.Length > PictureReader.MostBytes)
            return string.Create(
                CultureInfo.InvariantCulture,
                $"The file has {content.Length / 1024.0 / 1024.0:0.0#} MB; the limit is 2 MB.");
        if (IsPng(content) || IsJpeg(content) || IsGif(content))
            return IsPng(content) && content.IndexOf("IEND"u8) < 0 ? "The picture is cut off: its end is missing. Upload it again." : "";
        return Looks(content) is { } kind
            ? $"This is {kind}, despite its name. {Kinds}"
            : $"This is not a readable picture. {Kinds}";
    }

    /// <summary>Width and height as the first bytes of a png or gif say them; null for a jpg, where they stand further in.</summary>
    public static (long Width, long Height)? Size(ReadOnlySpan<byte> content) =>
        IsPng(content) && content.Length >= 24 ? (
            BinaryPrimitives.ReadUInt32BigEndian(content[16..]), BinaryPrimitives.ReadUInt32BigEndian(content[20..]))
        : IsGif(content) && content.Length >= 10
            ? (BinaryPrimitives.ReadUInt16LittleEndian(content[6..]), BinaryPrimitives.ReadUInt16LittleEndian(content[8..]))
        : null;

    private static bool IsPng(ReadOnlySpan<byte> content) =>
        content.StartsWith<byte>([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);

    private static bool IsJpeg(ReadOnlySpan<byte> content) => content.StartsWith<byte>([0xFF, 0xD8, 0xFF]);

    private static bool IsGif(ReadOnlySpan<byte> content) => content.StartsWith("GIF87a"u8) || content.StartsWith("GIF89a"u8);

    private static string? Looks(ReadOnlySpan<byte> content)
    {
        var start = Encoding.Latin1.GetString(content[..Math.Min(content.Length, 1024)]);
        if (start.Contains("<svg", StringComparison.OrdinalIgnoreCase))
            return "an SVG, which can carry scripts";
        if (start.StartsWith("RIFF", StringComparison.Ordinal) && start.AsSpan().Contains("WEBP", StringComparison.Ordinal))
            return "a WebP picture";
        if (start.StartsWith("%PDF", StringComparison.Ordinal))
            return "a PDF";
        if (start.StartsWith("BM", StringComparison.Ordinal))
            return "a BMP picture";
        return start.All(c => c is >= ' ' and not '\x7f' or '\r' or '\n' or '\t') ? "a text file" : null;
    }
}
