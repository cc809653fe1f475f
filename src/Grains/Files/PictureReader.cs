using SkiaSharp;

namespace Portal.Files;

/// <summary>
/// Decodes a picture and writes it again, so that nothing of what came in is served: no metadata, no second format
/// behind the first, no script. The same bytes in give the same bytes out.
/// </summary>
internal static class PictureReader
{
    /// <summary>The largest file that is taken.</summary>
    public const int MostBytes = 2 * 1024 * 1024;

    /// <summary>The widest that a page shows it, in CSS pixels.</summary>
    public const int ShownWidth = 350;

    private const int MostPixelsASide = 10_000;

    // 4 bytes each while it is decoded: 100 MB.
    private const long MostPixels = 25_000_000;
    private const int JpegQuality = 90;

    /// <summary>Needs a thread of its own for up to a second, and up to 200 MB of memory.</summary>
    /// <param name="content">What was uploaded.</param>
    /// <param name="reason">Why it is refused, a sentence for a person; empty when it is not.</param>
    public static Picture? Read(byte[] content, out string reason)
    {
        reason = PictureFormat.Check(content);
        if (reason.Length == 0 && PictureFormat.Size(content) is { } said)
            reason = TooLarge(said.Width, said.Height);
        if (reason.Length > 0)
            return null;
        using var data = SKData.CreateCopy(content);
        using var codec = SKCodec.Create(data);
        if (codec is null || codec.EncodedFormat is not (SKEncodedImageFormat.Jpeg or SKEncodedImageFormat.Png or SKEncodedImageFormat.Gif))
        {
            reason = "The picture can't be read: it is damaged or cut off. Save it again as PNG or JPG.";
            return null;
        }

        var (width, height) = (codec.Info.Width, codec.Info.Height);
        reason = TooLarge(width, height);
        if (reason.Length > 0)
            return null;

        using var decoded = new SKBitmap(
            new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Premul, SKColorSpace.CreateSrgb()));
        var result = codec.GetPixels(decoded.Info, decoded.GetPixels());
        if (result != SKCodecResult.Success)
        {
            reason = result == SKCodecResult.IncompleteInput
                ? "The picture is cut off: its end is missing. Upload it again."
                : "The picture can't be read: it is damaged. Save it again as PNG or JPG.";
            return null;
        }

        return Write(decoded, codec.EncodedOrigin, codec.EncodedFormat == SKEncodedImageFormat.Jpeg);
    }

    private static string TooLarge(long width, long height) =>
        width <= MostPixelsASide && height <= MostPixelsASide && width * height <= MostPixels
            ? ""
            : $"The picture has {width} × {height} pixels; the limit is {MostPixelsASide} per side "
                + $"and {MostPixels / 1_000_000} million in total. "
                + $"Pages show it at most {ShownWidth} pixels wide.";

    private static Picture Write(SKBitmap decoded, SKEncodedOrigin origin, bool jpeg)
    {
        var turned =
            origin is SKEncodedOrigin.LeftTop or SKEncodedOrigin.RightTop or SKEncodedOrigin.RightBottom or SKEncodedOrigin.LeftBottom;
        var (width, height) = turned ? (decoded.Height, decoded.Width) : (decoded.Width, decoded.Height);
        var scale = Math.Min(1, Math.Min(2.0 * ShownWidth / width, 4.0 * ShownWidth / height));
        var (wide, high) = (Scaled(width, scale), Scaled(height, scale));

        // No colour space on the target: the pixels are sRGB, and no profile is written into the file.
        using var target = new SKBitmap(new SKImageInfo(wide, high, SKColorType.Rgba8888, SKAlphaType.Premul));
        using (var canvas = new SKCanvas(target))
        using (var plain = new SKPixmap(decoded.Info.WithColorSpace(null), decoded.GetPixels()))
        using (var image = SKImage.FromPixels(plain))
        {
            canvas.Clear(SKColors.Transparent);
            canvas.Scale((float)wide / width, (float)high / height);
            canvas.Concat(Turn(origin, width, height));
            canvas.DrawImage(image, 0, 0, new SKSamplingOptions(SKFilterMode.Linear, scale < 1 ? SKMipmapMode.Linear : SKMipmapMode.None));
        }

        using var pixels = target.PeekPixels();
        using var encoded = jpeg
            ? pixels.Encode(new SKJpegEncoderOptions(JpegQuality, SKJpegEncoderDownsample.Downsample420, SKJpegEncoderAlphaOption.Ignore))
            : pixels.Encode(new SKPngEncoderOptions(SKPngEncoderFilterFlags.AllFilters, 6));
        var shown = Math.Min(1, (double)ShownWidth / wide);
        return new Picture(encoded!.ToArray(), jpeg ? "image/jpeg" : "image/png", Scaled(wide, shown), Scaled(high, shown));
    }

    private static int Scaled(int pixels, double scale) => Math.Max(1, (int)Math.Round(pixels * scale));

    // Exif's orientation (tag 0x0112): where the first row and column of the pixels belong.
    private static SKMatrix Turn(SKEncodedOrigin origin, int width, int height) => origin switch
    {
        SKEncodedOrigin.TopRight => new(-1, 0, width, 0, 1, 0, 0, 0, 1),
        SKEncodedOrigin.BottomRight => new(-1, 0, width, 0, -1, height, 0, 0, 1),
        SKEncodedOrigin.BottomLeft => new(1, 0, 0, 0, -1, height, 0, 0, 1),
        SKEncodedOrigin.LeftTop => new(0, 1, 0, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightTop => new(0, -1, width, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightBottom => new(0, -1, width, -1, 0, height, 0, 0, 1),
        SKEncodedOrigin.LeftBottom => new(0, 1, 0, -1, 0, height, 0, 0, 1),
        _ => SKMatrix.Identity,
    };
}
