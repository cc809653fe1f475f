using System.Globalization;

namespace Portal.WebHost.Documents;

/// <summary>Reads what a column picker sent: the ticked keys, by their numbers, then as they came.</summary>
internal static class Picked
{
    public static string[] Read(FormValues values, string name) => [.. values.Many(name).OrderBy(key => Place(values, name, key))];

    private static int Place(FormValues values, string name, string key) =>
        int.TryParse(values.One($"{name}.order.{key}"), NumberStyles.None, CultureInfo.InvariantCulture, out var place)
            ? place
            : int.MaxValue;
}
