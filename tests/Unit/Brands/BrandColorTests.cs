using CsCheck;
using Portal.Brands;

namespace Portal.Tests.Unit.Brands;

public sealed class BrandColorTests
{
    private static readonly BrandColor DarkSurface = new(16, 18, 22);
    private static readonly Gen<BrandColor> Any = Gen.Select(Gen.Byte, Gen.Byte, Gen.Byte, (r, g, b) => new BrandColor(r, g, b));

    private static BrandColor Color(string text)
    {
        Assert.True(BrandColor.TryParse(text, out var color));
        return color;
    }

    [Theory]
    [InlineData("#000000", 0)]
    [InlineData("#ffffff", 1)]
    [InlineData("#FF0000", 0.2126)]
    [InlineData("#0a7cff", 0.2170)]
    public void Knows_the_luminance(string color, double luminance) => Assert.Equal(luminance, Color(color).Luminance, 0.0005);

    [Theory]
    [InlineData("#000000", "#ffffff", 21)]
    [InlineData("#777777", "#ffffff", 4.48)]
    [InlineData("#767676", "#ffffff", 4.54)]
    [InlineData("#ffffff", "#ffffff", 1)]
    public void Knows_the_contrast(string one, string other, double contrast)
    {
        Assert.Equal(contrast, Color(one).Contrast(Color(other)), 0.005);
        Assert.Equal(contrast, Color(other).Contrast(Color(one)), 0.005);
    }

    [Theory]
    [InlineData("#0a7cff", "#050505")]
    [InlineData("#0b5fcc", "#ffffff")]
    [InlineData("#ffcc00", "#050505")]
    [InlineData("#000000", "#ffffff")]
    public void Chooses_the_text_on_a_colour(string color, string expected) => Assert.Equal(expected, Color(color).OnBrand.ToString());

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("red")]
    [InlineData("0a7cff")]
    [InlineData("#fff")]
    [InlineData("#0a7cf")]
    [InlineData("#0a7cff0")]
    [InlineData("#0a7cfg")]
    [InlineData("#-a7cff")]
    [InlineData("# a7cff")]
    [InlineData("#0a7cf ")]
    public void Reads_nothing_but_six_digits(string? text) => Assert.False(BrandColor.TryParse(text, out _));

    [Fact]
    public void What_is_written_reads_the_same() =>
        Any.Sample(color => BrandColor.TryParse(color.ToString(), out var again) && again == color);

    [Fact]
    public void Text_on_any_colour_is_readable() =>
        Any.Sample(color => color.Contrast(color.OnBrand) >= BrandColor.TextContrast, iter: 5_000);

    [Fact]
    public void Any_colour_can_be_text_on_light_and_dark() => Any.Sample(
        color => color.AsTextOn(BrandColor.White).Contrast(BrandColor.White) >= BrandColor.TextContrast
            && color.AsTextOn(DarkSurface).Contrast(DarkSurface) >= BrandColor.TextContrast,
        iter: 5_000);

    [Fact]
    public void Any_colour_can_be_text_on_any_other() => Gen.Select(Any, Any).Sample(
        pair => pair.Item1.AsTextOn(pair.Item2).Contrast(pair.Item2) >= BrandColor.TextContrast, iter: 5_000);

    [Fact]
    public void A_colour_that_is_readable_stays() => Any.Sample(
        color => color.Contrast(BrandColor.White) < BrandColor.TextContrast || color.AsTextOn(BrandColor.White) == color, iter: 5_000);

    [Fact]
    public void Text_stays_readable_on_the_gradient_of_any_colour() => Any.Sample(
        color =>
        {
            var light = color.FaintGradient(BrandColor.White);
            var dark = color.FaintGradient(DarkSurface);
            var (ink, paper) = (new BrandColor(31, 35, 40), new BrandColor(236, 238, 241));
            return ink.Contrast(light.From) >= 7 && ink.Contrast(light.To) >= 7 && paper.Contrast(dark.From) >= 7
                && paper.Contrast(dark.To) >= 7;
        },
        iter: 5_000);
}
