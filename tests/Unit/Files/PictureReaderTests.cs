using System.Buffers.Binary;
using System.Text;
using Portal.Files;
using SkiaSharp;

namespace Portal.Tests.Unit.Files;

public sealed class PictureReaderTests
{
    // 2 × 1 pixels, red and blue.
    private static readonly byte[] Gif = Convert.FromBase64String("R0lGODlhAgABAIAAAP8AAAAA/yH5BAAAAAAALAAAAAACAAEAAAICRAoAOw==");

    private static byte[] Draw(int width, int height, SKEncodedImageFormat format)
    {
        using var bitmap = new SKBitmap(width, height);
        using (var canvas = new SKCanvas(bitmap))
        {
            canvas.Clear(SKColors.Red);
            using var blue = new SKPaint { Color = SKColors.Blue };
            canvas.DrawRect(width / 2f, 0, width / 2f, height, blue);
        }

        using var data = bitmap.Encode(format, 95);
        return data.ToArray();
    }

    private static Picture Taken(byte[] content)
    {
        var picture = PictureReader.Read(content, out var reason);
        Assert.Equal("", reason);
        return picture!;
    }

    private static string Refused(byte[] content)
    {
        Assert.Null(PictureReader.Read(content, out var reason));
        return reason;
    }

    private static SKBitmap Open(Picture picture) => SKBitmap.Decode(picture.Content);

    /// <summary>A png that says how large it is and has nothing more to say.</summary>
    private static byte[] PngHeader(int width, int height)
    {
        var header = new byte[17];
        "IHDR"u8.CopyTo(header);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(8), height);
        (header[12], header[13]) = (8, 2);
        using var file = new MemoryStream();
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, 0, 0, 0, 13]);
        file.Write(header);
        var crc = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(crc, Crc(header));
        file.Write(crc);
        file.Write([0, 0, 0, 0, (byte)'I', (byte)'E', (byte)'N', (byte)'D', 0xAE, 0x42, 0x60, 0x82]);
        return file.ToArray();
    }

    private static uint Crc(byte[] bytes)
    {
        var crc = 0xFFFFFFFFu;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 1 ? (crc >> 1) ^ 0xEDB88320u : crc >> 1;
        }

        return ~crc;
    }

    [Fact]
    public void A_small_png_keeps_its_size_and_pixels()
    {
        var picture = Taken(Draw(120, 40, SKEncodedImageFormat.Png));
        Assert.Equal(("image/png", 120, 40), (picture.Type, picture.Width, picture.Height));
        using var opened = Open(picture);
        Assert.Equal((SKColors.Red, SKColors.Blue), (opened.GetPixel(5, 5), opened.GetPixel(115, 5)));
    }

    [Fact]
    public void A_jpeg_stays_one() => Assert.Equal("image/jpeg", Taken(Draw(120, 40, SKEncodedImageFormat.Jpeg)).Type);

    [Fact]
    public void A_gif_becomes_a_png()
    {
        var picture = Taken(Gif);
        Assert.Equal(("image/png", 2, 1), (picture.Type, picture.Width, picture.Height));
        using var opened = Open(picture);
        Assert.Equal((SKColors.Red, SKColors.Blue), (opened.GetPixel(0, 0), opened.GetPixel(1, 0)));
    }

    [Theory]
    [InlineData(350, 100, 350, 100, 350)]
    [InlineData(500, 100, 350, 70, 500)]
    [InlineData(2000, 400, 350, 70, 700)]
    public void Pages_show_at_most_350_pixels_and_dense_screens_get_twice_as_many(
        int width, int height, int shownWidth, int shownHeight, int storedWidth)
    {
        var picture = Taken(Draw(width, height, SKEncodedImageFormat.Png));
        Assert.Equal((shownWidth, shownHeight), (picture.Width, picture.Height));
        using var opened = Open(picture);
        Assert.Equal(storedWidth, opened.Width);
    }

    [Fact]
    public void Transparency_stays()
    {
        using var bitmap = new SKBitmap(4, 4);
        bitmap.Erase(new SKColor(255, 0, 0, 128));
        using var data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        using var opened = Open(Taken(data.ToArray()));
        Assert.Equal(128, opened.GetPixel(1, 1).Alpha);
        Assert.InRange(opened.GetPixel(1, 1).Red, 250, 255);
    }

    [Theory]
    [InlineData(SKEncodedImageFormat.Png)]
    [InlineData(SKEncodedImageFormat.Jpeg)]
    public void The_same_bytes_in_give_the_same_out(SKEncodedImageFormat format)
    {
        var content = Draw(900, 300, format);
        Assert.Equal(Taken(content).Content, Taken(content).Content);
    }

    [Fact]
    public void Nothing_that_is_hidden_in_a_file_comes_out()
    {
        const string secret = "<script>stolen()</script>";
        var png = Draw(20, 20, SKEncodedImageFormat.Png);
        Assert.DoesNotContain(secret, Encoding.Latin1.GetString(Taken([.. png, .. Encoding.Latin1.GetBytes(secret)]).Content));
        var jpeg = Draw(20, 20, SKEncodedImageFormat.Jpeg);
        byte[] comment = [0xFF, 0xFE, 0, (byte)(secret.Length + 2), .. Encoding.Latin1.GetBytes(secret)];
        Assert.DoesNotContain(secret, Encoding.Latin1.GetString(Taken([.. jpeg[..2], .. comment, .. jpeg[2..]]).Content));
    }

    [Theory]
    [InlineData(6, 10, 20)]
    [InlineData(3, 20, 10)]
    [InlineData(8, 10, 20)]
    public void A_photo_stands_as_its_camera_was_held(byte orientation, int width, int height)
    {
        var jpeg = Draw(20, 10, SKEncodedImageFormat.Jpeg);
        byte[] exif =
        [
            0xFF, 0xE1, 0, 34, .. "Exif\0\0II*\0"u8, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0, 0, 0, 0, 0,
        ];
        var picture = Taken([.. jpeg[..2], .. exif, .. jpeg[2..]]);
        Assert.Equal((width, height), (picture.Width, picture.Height));
        using var opened = Open(picture);

        // Red was to the left. Turned right it is on top, turned left at the bottom, upside down to the right.
        var red = orientation switch { 6 => (5, 2), 8 => (5, 17), _ => (17, 5) };
        Assert.True(opened.GetPixel(red.Item1, red.Item2).Red > 200);
    }

    [Fact]
    public void Too_many_pixels_are_refused_before_they_are_decoded()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("20000 × 20000", Refused(PngHeader(20_000, 20_000)));
        Assert.Contains("10001 × 10", Refused(PngHeader(10_001, 10)));
        Assert.Contains("9000 × 9000", Refused(PngHeader(9_000, 9_000)));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    [Theory]
    [InlineData(SKEncodedImageFormat.Png)]
    [InlineData(SKEncodedImageFormat.Jpeg)]
    public void A_file_that_was_cut_off_is_refused(SKEncodedImageFormat format)
    {
        var content = Draw(200, 200, format);
        Assert.NotEmpty(Refused(content[..(content.Length / 2)]));
        Assert.NotEmpty(Refused(content[..20]));
    }

    [Fact]
    public void A_gif_that_was_cut_off_is_refused() => Assert.NotEmpty(Refused(Gif[..^4]));

    [Fact]
    public void Other_files_are_told_for_what_they_are()
    {
        Assert.Contains("SVG", Refused("<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\"/>"u8.ToArray()));
        Assert.Contains("a text", Refused("hello, I am acme.png"u8.ToArray()));
        Assert.Contains("WebP", Refused(Draw(10, 10, SKEncodedImageFormat.Webp)));
        Assert.Contains("empty", Refused([]));
        Assert.Contains("2 MB", Refused(new byte[PictureReader.MostBytes + 1]));
        Assert.NotEmpty(Refused([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]));
        Assert.NotEmpty(Refused([0xFF, 0xD8, 0xFF, 1, 2, 3]));
    }
}
