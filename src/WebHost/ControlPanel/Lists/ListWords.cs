using System.Globalization;
using Portal.Storage;

namespace Portal.WebHost.ControlPanel;

/// <summary>How many there are, and where one is. Pure.</summary>
internal static class ListWords
{
    /// <summary>Of the whole list; null: nobody knows.</summary>
    public static string? Count<T>(Page<T> page) =>
        page.Count is { } count ? Number(count) : page.MoreThan is { } most ? "more than " + Number(most) : null;

    /// <summary><c>51–100 of 502</c>; counted only so far, <c>51–100 of more than 10,000</c>.</summary>
    public static string Range<T>(Page<T> page)
    {
        var last = page.First + page.Items.Count - 1;
        // Rows come and go between two pages: what is seen is there.
        var all = page.Count is { } count && last > count ? Number(last) : Count(page);
        return $"{Number(page.First)}–{Number(last)}" + (all is null ? "" : $" of {all}");
    }

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
