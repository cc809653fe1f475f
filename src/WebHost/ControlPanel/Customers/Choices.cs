using System.Globalization;
using Portal.Brands;
using Portal.Countries;
using Portal.People;

namespace Portal.WebHost.ControlPanel;

/// <summary>Long lists that forms choose from.</summary>
internal static class Choices
{
    public static readonly (string Value, string Text)[] Currencies = [.. CurrencyCodes.All.Select(code => (code, code))];

    public static readonly (string Value, string Text)[] Countries =
        [
            ("", "Not known"),
            .. CountryCodes.All.Select(code => (code, CountryName(code))).OrderBy(c => c.Item2, StringComparer.InvariantCulture),
        ];

    public static readonly (string Value, string Text)[] Zones =
        [("", "UTC"), .. ZoneNames.Cities.Select(zone => (zone, ZoneNames.Text(zone)))];

    public static readonly (string Value, string Text)[] Languages =
        [
            ("", "The domain's first"),
            .. LookRules.Languages.Select(code => (code, CultureInfo.GetCultureInfo(code).EnglishName)),
        ];

    private static string CountryName(string code)
    {
        try
        {
            return new RegionInfo(code).EnglishName;
        }
        catch (ArgumentException)
        {
            return code;
        }
    }
}
