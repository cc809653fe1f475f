using System.Globalization;
using Portal.Customers;

namespace Portal.WebHost.Portals;

/// <summary>An address on one line.</summary>
internal static class AddressLines
{
    /// <summary>Null: nothing is known of it.</summary>
    public static string? Of(AddressSettings address, CultureInfo culture)
    {
        string?[] parts =
            [
                address.Line1,
                address.Line2,
                $"{address.PostalCode} {address.City}".Trim(),
                address.Region,
                Country(address.Country, culture),
            ];
        var text = string.Join(", ", parts.Where(p => !string.IsNullOrWhiteSpace(p)));
        return text.Length > 0 ? text : null;
    }

    private static string? Country(string? code, CultureInfo culture)
    {
        if (code is not { Length: 2 })
            return code;
        try
        {
            return CountryNames.Of(code, culture.TwoLetterISOLanguageName);
        }
        catch (ArgumentException)
        {
            return code;
        }
    }
}
