using System.Globalization;
using System.Text;

namespace Portal.WebHost.Portals;

/// <summary>Where things stand in a chart. Pure; whole numbers, so that a page stays small.</summary>
internal static class ChartScale
{
    /// <summary>The width of a point's place.</summary>
    public const int Slot = 20;

    public const int Height = 120;

    private static readonly decimal[] Round = [1, 2, 2.5m, 5, 10];

    /// <summary>A round number that is no less.</summary>
    public static decimal Top(decimal highest)
    {
        if (highest <= 1)
            return 1;
        var power = 1m;
        while (power * 10 < highest)
            power *= 10;
        // Halves of ones are no channels.
        return Round.First(step => step * power >= highest && (power > 1 || step % 1 == 0)) * power;
    }

    /// <summary>Downwards from the top. What is above the scale stands at its edge.</summary>
    public static int Y(decimal value, decimal top) => Height - Tall(value, top);

    /// <summary>What isn't nothing can be seen.</summary>
    public static int Tall(decimal value, decimal top) =>
        value <= 0 ? 0 : Math.Clamp((int)Math.Round(value * Height / top), 1, Height);

    public static int Middle(int point) => (point * Slot) + (Slot / 2);

    /// <summary>A line through what is known, broken where nothing is.</summary>
    public static string Path(IReadOnlyList<decimal?> values, decimal top)
    {
        var path = new StringBuilder();
        for (var i = 0; i < values.Count; i++)
        {
            if (values[i] is { } value && !IsAlone(values, i))
                path.Append(CultureInfo.InvariantCulture, $"{(Knows(values, i - 1) ? 'L' : 'M')}{Middle(i)} {Y(value, top)}");
        }

        return path.ToString();
    }

    /// <summary>Dots for what stands alone: a line has two ends.</summary>
    public static string Dots(IReadOnlyList<decimal?> values, decimal top)
    {
        var path = new StringBuilder();
        for (var i = 0; i < values.Count; i++)
        {
            if (values[i] is { } value && IsAlone(values, i))
                path.Append(CultureInfo.InvariantCulture, $"M{Middle(i)} {Y(value, top)}h0");
        }

        return path.ToString();
    }

    private static bool IsAlone(IReadOnlyList<decimal?> values, int at) => !Knows(values, at - 1) && !Knows(values, at + 1);

    private static bool Knows(IReadOnlyList<decimal?> values, int at) => at >= 0 && at < values.Count && values[at] is not null;
}
