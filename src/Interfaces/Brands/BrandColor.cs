using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Portal.Brands;

/// <summary>A colour of the sRGB space, with what pages need to know of it. Luminance and contrast are WCAG 2.2's.</summary>
public readonly record struct BrandColor(byte R, byte G, byte B)
{
    /// <summary>The least contrast of normal text (WCAG 2.2, 1.4.3).</summary>
    public const double TextContrast = 4.5;

    public static readonly BrandColor White = new(255, 255, 255);

    /// <summary>As light as a black may be so that each colour has 4.5 : 1 with it or with white.</summary>
    public static readonly BrandColor NearBlack = new(5, 5, 5);

    /// <summary>Reads <c>#rrggbb</c>, in either case, and nothing else.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out BrandColor color)
    {
        color = default;
        if (text is not { Length: 7 } || text[0] != '#'
            || !uint.TryParse(text.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var rgb))
        {
            return false;
        }

        color = new((byte)(rgb >> 16), (byte)(rgb >> 8), (byte)rgb);
        return true;
    }

    /// <summary>0 (black) to 1 (white).</summary>
    public double Luminance => (0.2126 * Linear(R)) + (0.7152 * Linear(G)) + (0.0722 * Linear(B));

    /// <summary>The colour of text on this one: white where it has 4.5 : 1, else near-black, which then has.</summary>
    public BrandColor OnBrand => Contrast(White) >= TextContrast ? White : NearBlack;

    /// <summary>1 to 21; the order doesn't matter.</summary>
    public double Contrast(BrandColor other)
    {
        var (a, b) = (Luminance, other.Luminance);
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    /// <summary>
    /// This colour as text on a surface: itself where it has the contrast, else darkened or lightened no further than
    /// needed. The surface must be light or dark enough that black or white reaches it, as any is for 4.5.
    /// </summary>
    public BrandColor AsTextOn(BrandColor surface, double contrast = TextContrast)
    {
        if (Contrast(surface) >= contrast)
            return this;
        var end = surface.Contrast(White) > surface.Contrast(default) ? White : default;
        var (low, high) = (0, 256);
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            if (Mix(end, middle / 256.0).Contrast(surface) >= contrast)
                high = middle;
            else
                low = middle;
        }

        return Mix(end, high / 256.0);
    }

    /// <summary>This colour with a share of another in it.</summary>
    /// <param name="other">The other colour.</param>
    /// <param name="share">0: this one, 1: the other.</param>
    public BrandColor Mix(BrandColor other, double share) => new(Mix(R, other.R, share), Mix(G, other.G, share), Mix(B, other.B, share));

    /// <summary>
    /// The two ends of a faint gradient over a surface: near enough to it that text on the surface stays readable on both.
    /// </summary>
    public (BrandColor From, BrandColor To) FaintGradient(BrandColor surface) =>
        (surface.Mix(this, 0.16), surface.Mix(this, 0.04));

    /// <summary><c>#rrggbb</c> in lower case.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"#{R:x2}{G:x2}{B:x2}");

    private static byte Mix(byte from, byte to, double share) =>
        (byte)Math.Round(from + ((to - from) * share), MidpointRounding.AwayFromZero);

    private static double Linear(byte channel)
    {
        var c = channel / 255.0;
        return c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);
    }
}
