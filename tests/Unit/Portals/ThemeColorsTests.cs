using CsCheck;
using Portal.Brands;
using Portal.WebHost.Portals;

namespace Portal.Tests.Unit.Portals;

public sealed class ThemeColorsTests
{
    [Fact]
    public void Any_brand_colour_leaves_every_text_readable() =>
        Gen.Select(Gen.Byte, Gen.Byte, Gen.Byte, (r, g, b) => new BrandColor(r, g, b)).Sample(brand =>
        {
            foreach (var c in new[] { ThemeColors.Light(brand), ThemeColors.Dark(brand) })
            {
                Assert.True(c.Brand.Contrast(c.OnBrand) >= 4.5);
                Assert.True(c.BrandHover.Contrast(c.OnBrand) >= 4.5);
                foreach (var surface in new[] { c.Surface, c.SurfaceRaised, c.GradientFrom, c.GradientTo })
                {
                    foreach (var text in new[] { c.Text, c.TextMuted, c.BrandText, c.Good, c.Warn, c.Bad })
                        Assert.True(text.Contrast(surface) >= 4.5, $"{text} on {surface} of {brand}");
                    Assert.True(c.Focus.Contrast(surface) >= 3);
                }

                Assert.True(c.Bad.Contrast(c.BadSurface) >= 4.5);
                Assert.True(c.BrandEdge.Contrast(c.SurfaceRaised) >= 3);
                Assert.True(c.FieldBorder.Contrast(c.SurfaceRaised) >= 3);
            }
        });
}
