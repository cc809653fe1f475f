using Portal.Brands;

namespace Portal.WebHost.Portals;

/// <summary>
/// The colours of a page by role, for one surface. Text has 4.5 : 1 on everything that it can stand on, edges of
/// controls and the focus ring 3 : 1 (WCAG 2.2, 1.4.3 and 1.4.11), whatever the brand's colour.
/// </summary>
internal sealed record ThemeColors
{
    private const double EdgeContrast = 3;

    public required BrandColor Brand { get; init; }
    public required BrandColor OnBrand { get; init; }
    public required BrandColor BrandHover { get; init; }
    public required BrandColor BrandEdge { get; init; }
    public required BrandColor BrandText { get; init; }
    public required BrandColor Surface { get; init; }
    public required BrandColor SurfaceRaised { get; init; }
    public required BrandColor Field { get; init; }
    public required BrandColor GradientFrom { get; init; }
    public required BrandColor GradientTo { get; init; }
    public required BrandColor Text { get; init; }
    public required BrandColor TextMuted { get; init; }
    public required BrandColor Border { get; init; }
    public required BrandColor FieldBorder { get; init; }
    public required BrandColor Good { get; init; }
    public required BrandColor Warn { get; init; }
    public required BrandColor Bad { get; init; }
    public required BrandColor BadSurface { get; init; }
    public required BrandColor Focus { get; init; }

    public static ThemeColors Light(BrandColor brand) => Make(
        brand,
        surface: new(0xf6, 0xf7, 0xf9),
        raised: BrandColor.White,
        text: new(0x16, 0x19, 0x20),
        muted: new(0x59, 0x60, 0x6e),
        (Good: new BrandColor(0x14, 0x6c, 0x43), Warn: new BrandColor(0x8a, 0x54, 0x00), Bad: new BrandColor(0xb4, 0x23, 0x18)));

    public static ThemeColors Dark(BrandColor brand) => Make(
        brand,
        surface: new(0x0f, 0x11, 0x15),
        raised: new(0x19, 0x1c, 0x22),
        text: new(0xee, 0xf0, 0xf4),
        muted: new(0xa3, 0xab, 0xb8),
        (Good: new BrandColor(0x5c, 0xd3, 0x9a), Warn: new BrandColor(0xf0, 0xb4, 0x4c), Bad: new BrandColor(0xff, 0x8a, 0x80)));

    private static ThemeColors Make(
        BrandColor brand,
        BrandColor surface,
        BrandColor raised,
        BrandColor text,
        BrandColor muted,
        (BrandColor Good, BrandColor Warn, BrandColor Bad) states)
    {
        var (from, to) = brand.FaintGradient(surface);
        BrandColor On(BrandColor color, double contrast = BrandColor.TextContrast) =>
            color.AsTextOn(raised, contrast).AsTextOn(surface, contrast).AsTextOn(from, contrast).AsTextOn(to, contrast);
        var badSurface = raised.Mix(states.Bad, 0.1);
        return new ThemeColors
        {
            Brand = brand,
            OnBrand = brand.OnBrand,
            BrandHover = brand.Mix(brand.OnBrand == BrandColor.White ? default : BrandColor.White, 0.14),
            BrandEdge = brand.AsTextOn(raised, EdgeContrast),
            BrandText = On(brand),
            Surface = surface,
            SurfaceRaised = raised,
            Field = raised,
            GradientFrom = from,
            GradientTo = to,
            Text = On(text),
            TextMuted = On(muted),
            Border = raised.Mix(text, 0.12),
            FieldBorder = raised.Mix(text, 0.3).AsTextOn(raised, EdgeContrast),
            Good = On(states.Good),
            Warn = On(states.Warn),
            Bad = On(states.Bad).AsTextOn(badSurface),
            BadSurface = badSurface,
            Focus = On(brand, EdgeContrast),
        };
    }
}
