using System.Globalization;

namespace Portal.WebHost.Portals;

/// <summary>How long something took, as a clock that counts up shows it. Pure.</summary>
internal static class DurationText
{
    /// <summary><c>1:02:07</c>, with the parts of a second that there are: <c>0:00:07.4</c>.</summary>
    public static string Of(decimal seconds, CultureInfo culture)
    {
        var whole = (long)seconds;
        var text = string.Create(CultureInfo.InvariantCulture, $"{whole / 3600}:{whole / 60 % 60:00}:{whole % 60:00}");
        var parts = DecimalText.Of(seconds - whole);
        return parts.Length > 2 ? text + culture.NumberFormat.NumberDecimalSeparator + parts[2..] : text;
    }

    /// <summary>Of a sum or an average: to the second.</summary>
    public static string Whole(decimal seconds, CultureInfo culture) => Of(Math.Round(seconds, MidpointRounding.AwayFromZero), culture);
}
