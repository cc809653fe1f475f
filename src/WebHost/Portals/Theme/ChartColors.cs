using System.Globalization;
using System.Text;
using Portal.Brands;

namespace Portal.WebHost.Portals;

/// <summary>
/// The colours of charts on one surface: the brand's own first, then those of a few hues that look least like it. Each has 3 : 1 with what
/// it is drawn on (WCAG 2.2, 1.4.11), and no two are alike, whatever the brand's colour.
/// </summary>
/// <param name="Series">In the order in which series take them.</param>
/// <param name="Rest">What is shown behind a series, as its whole.</param>
internal sealed record ChartColors(IReadOnlyList<BrandColor> Series, BrandColor Rest)
{
    public const double Contrast = 3;
    private const int Count = 4;

    // Far from each other for those who see fewer colours too.
    private static readonly BrandColor[] Hues =
    [
        new(0x25, 0x63, 0xeb), new(0xd9, 0x77, 0x06), new(0x0d, 0x94, 0x88), new(0xc0, 0x26, 0xa3), new(0xdc, 0x26, 0x26),
        new(0x65, 0xa3, 0x0d),
    ];

    public static ChartColors On(ThemeColors page)
    {
        BrandColor Drawn(BrandColor color) => color.AsTextOn(page.SurfaceRaised, Contrast).AsTextOn(page.Surface, Contrast);
        var rest = Drawn(page.SurfaceRaised.Mix(page.Text, 0.3));
        var series = new List<BrandColor>(Count) { Drawn(page.Brand) };
        var left = Hues.Select(Drawn).ToList();
        while (series.Count < Count)
        {
            var next = left.MaxBy(hue => series.Min(one => Difference(hue, one)));
            left.Remove(next);
            series.Add(next);
        }

        return new(series, rest);
    }

    /// <summary>As custom properties, for light and dark pages.</summary>
    public static string Css(BrandColor brand)
    {
        var css = new StringBuilder(300);
        Append(css, On(ThemeColors.Light(brand)));
        css.Append("@media(prefers-color-scheme:dark){");
        Append(css, On(ThemeColors.Dark(brand)));
        return css.Append('}').ToString();
    }

    /// <summary>How different two colours look: their distance in OKLab; 0.02 is just noticed, black and white are 1 apart.</summary>
    public static double Difference(BrandColor one, BrandColor other)
    {
        var (a, b) = (Seen(one), Seen(other));
        return Math.Sqrt(Math.Pow(a.L - b.L, 2) + Math.Pow(a.A - b.A, 2) + Math.Pow(a.B - b.B, 2));
    }

    private static void Append(StringBuilder css, ChartColors colors)
    {
        css.Append(":root{");
        for (var i = 0; i < colors.Series.Count; i++)
            css.Append(CultureInfo.InvariantCulture, $"--chart-{i + 1}:{colors.Series[i]};");
        css.Append(CultureInfo.InvariantCulture, $"--chart-rest:{colors.Rest}}}");
    }

    // OKLab, by its author's numbers.
    private static (double L, double A, double B) Seen(BrandColor color)
    {
        var (r, g, b) = (Linear(color.R), Linear(color.G), Linear(color.B));
        var l = Math.Cbrt((0.4122214708 * r) + (0.5363325363 * g) + (0.0514459929 * b));
        var m = Math.Cbrt((0.2119034982 * r) + (0.6806995451 * g) + (0.1073969566 * b));
        var s = Math.Cbrt((0.0883024619 * r) + (0.2817188376 * g) + (0.6299787005 * b));
        return (
            (0.2104542553 * l) + (0.7936177850 * m) - (0.0040720468 * s),
            (1.9779984951 * l) - (2.4285922050 * m) + (0.4505937099 * s),
            (0.0259040371 * l) + (0.7827717662 * m) - (0.8086757660 * s));
    }

    private static double Linear(byte channel)
    {
        var c = channel / 255.0;
        return c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);
    }
}
