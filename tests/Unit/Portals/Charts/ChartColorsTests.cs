using CsCheck;
using Portal.Brands;
using Portal.WebHost.Portals;

namespace Portal.Tests.Unit.Portals.Charts;

public sealed class ChartColorsTests
{
    private static readonly Gen<BrandColor> Any = Gen.Select(Gen.Byte, Gen.Byte, Gen.Byte, (r, g, b) => new BrandColor(r, g, b));

    [Fact]
    public void Any_brand_colour_gives_charts_that_can_be_seen_and_told_apart() => Any.Sample(Check);

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(255, 255, 255)]
    [InlineData(255, 255, 0)]
    [InlineData(0, 255, 255)]
    [InlineData(127, 127, 127)]
    [InlineData(37, 99, 235)]
    [InlineData(217, 119, 6)]
    public void Awful_ones_too(byte r, byte g, byte b) => Check(new(r, g, b));

    [Fact]
    public void The_first_is_the_brands_own_where_it_can_be_seen() => Assert.Equal(
        new BrandColor(0x25, 0x63, 0xeb), ChartColors.On(ThemeColors.Light(new(0x25, 0x63, 0xeb))).Series[0]);

    [Fact]
    public void They_are_custom_properties_of_signed_in_pages_alone()
    {
        var brand = new BrandColor(0x25, 0x63, 0xeb);
        var css = ChartColors.Css(brand);
        foreach (var name in (string[])["--chart-1:#2563eb", "--chart-2:#", "--chart-3:#", "--chart-4:#", "--chart-rest:#"])
            Assert.Contains(name, css, StringComparison.Ordinal);
        Assert.DoesNotContain("--chart", ThemeCss.Write(brand, ColorMode.Auto), StringComparison.Ordinal);
    }

    private static void Check(BrandColor brand)
    {
        foreach (var page in new[] { ThemeColors.Light(brand), ThemeColors.Dark(brand) })
        {
            var colors = ChartColors.On(page);
            Assert.Equal(4, colors.Series.Count);
            foreach (var color in colors.Series.Append(colors.Rest))
            {
                Assert.True(color.Contrast(page.Surface) >= 3, $"{color} of {brand} on {page.Surface}");
                Assert.True(color.Contrast(page.SurfaceRaised) >= 3, $"{color} of {brand} on {page.SurfaceRaised}");
            }

            for (var i = 1; i < colors.Series.Count; i++)
            {
                foreach (var before in colors.Series.Take(i))
                    Assert.True(ChartColors.Difference(before, colors.Series[i]) > 0.1, $"{before} and {colors.Series[i]} of {brand}");
            }
        }
    }
}
