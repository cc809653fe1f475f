using System.IO.Compression;
using System.Text;
using Portal.WebHost.Portals;

namespace Portal.Tests.Unit.Portals;

public sealed class PublicPageTests
{
    private static readonly string Html =
        string.Concat(Enumerable.Range(0, 400).Select(i => $"<li class=\"portal-row\">Row {i * 7919 % 1000}</li>"));

    /// <param name="share">Of its first size, at most: gzip's levels are hardly apart.</param>
    [Theory]
    [InlineData("br", 0.95)]
    [InlineData("gzip", 1.1)]
    public void A_page_that_is_asked_for_again_and_again_gets_as_small_as_can_be_and_stays_the_same(string encoding, double share)
    {
        var page = new PublicPage(Html, "portal.acme.example 1.1");
        var counted = page.TakeGrowth();
        var first = page.For(encoding, out var grown);
        Assert.True(grown);
        counted += page.TakeGrowth();
        Assert.Equal(Html, Text(first));
        var last = first;
        for (var i = 0; i < 100; i++)
        {
            last = page.For(encoding, out grown);
            if (grown)
                counted += page.TakeGrowth();
        }

        Assert.Equal(Html, Text(last));
        Assert.NotSame(first, last);
        Assert.InRange(last.Content.Length, 1, first.Content.Length * share);
        Assert.Equal((first.ETag, encoding), (last.ETag, last.Encoding));
        Assert.Equal(page.Size, counted);
    }

    private static string Text(PageBytes page)
    {
        using var packed = new MemoryStream(page.Content);
        using Stream open = page.Encoding == "br"
            ? new BrotliStream(packed, CompressionMode.Decompress)
            : new GZipStream(packed, CompressionMode.Decompress);
        using var reader = new StreamReader(open, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
