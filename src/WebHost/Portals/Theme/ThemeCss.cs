using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace Portal.WebHost.Portals;

/// <summary>Which colours a page has: the visitor's choice, or one of the two (a preview).</summary>
internal enum ColorMode { Auto, Light, Dark }

/// <summary>The style sheet of a page: the brand's colours as custom properties, then the product's rules for them.</summary>
internal static class ThemeCss
{
    /// <summary>The product's rules without colours.</summary>
    public static readonly string Rules = Embedded.Text("portal.css");

    private const int MostKept = 1_000;

    // A brand's domains share its colour: eight thousand letters that are there once.
    private static readonly ConcurrentDictionary<(Brands.BrandColor, ColorMode), string> Written = new();

    public static string Write(Brands.BrandColor brand, ColorMode mode)
    {
        if (Written.TryGetValue((brand, mode), out var css))
            return css;
        if (Written.Count >= MostKept)
            Written.Clear();
        return Written.GetOrAdd((brand, mode), static key => Colors(key.Item1, key.Item2) + Rules);
    }

    /// <summary>The colours by role.</summary>
    public static string Colors(Brands.BrandColor brand, ColorMode mode)
    {
        var css = new StringBuilder(1600);
        if (mode != ColorMode.Dark)
            Append(css, ThemeColors.Light(brand), "light");
        if (mode == ColorMode.Dark)
            Append(css, ThemeColors.Dark(brand), "dark");
        if (mode == ColorMode.Auto)
        {
            css.Append("@media(prefers-color-scheme:dark){");
            Append(css, ThemeColors.Dark(brand), "dark");
            css.Append('}');
        }

        return css.ToString();
    }

    private static void Append(StringBuilder css, ThemeColors c, string scheme) => css.Append(
        CultureInfo.InvariantCulture,
        $"""
        :root{"{"}color-scheme:{scheme};--brand:{c.Brand};--on-brand:{c.OnBrand};--brand-hover:{c.BrandHover};--brand-edge:{c.BrandEdge};--brand-text:{c.BrandText};--surface:{c.Surface};--surface-raised:{c.SurfaceRaised};--field:{c.Field};--gradient-from:{c.GradientFrom};--gradient-to:{c.GradientTo};--text:{c.Text};--text-muted:{c.TextMuted};--border:{c.Border};--field-border:{c.FieldBorder};--good:{c.Good};--warn:{c.Warn};--bad:{c.Bad};--bad-surface:{c.BadSurface};--focus:{c.Focus}{"}"}
        """);
}
