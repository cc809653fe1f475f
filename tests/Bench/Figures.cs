using System.Globalization;

namespace Portal.Tests.Bench;

internal static class Figures
{
    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0 ? double.NaN
            : sorted.Length % 2 == 1 ? sorted[sorted.Length / 2]
            : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }

    public static double Percentile(IEnumerable<double> values, double share)
    {
        var sorted = values.Order().ToArray();
        return sorted[Math.Min(sorted.Length - 1, (int)Math.Ceiling(share * sorted.Length) - 1)];
    }

    public static void Row(params string[] cells) =>
        Console.WriteLine("| " + string.Join(" | ", cells) + " |");

    public static string Number(double value, int digits = 0) => value.ToString("N" + digits, CultureInfo.InvariantCulture);
}
