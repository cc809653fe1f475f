using System.Text.RegularExpressions;
using Portal.Countries;
using Portal.Saving;

namespace Portal.Customers;

/// <summary>Fields of a customer that say where it is and how staff sort it.</summary>
internal static partial class ProfileRules
{
    private const int MostTags = 50;
    private const int LongestTag = 50;
    private const int MostVariables = 50;
    private const int LongestValue = 1000;
    private const int LongestUrl = 2000;
    private const int LongestAddressLine = 200;

    public static string? Website(string? written, FieldErrors errors)
    {
        var before = errors.All.Count;
        var url = TextRules.Line(written, "website", LongestUrl, errors);
        if (url is not null && errors.All.Count == before
            && !(Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" && uri.Host.Length > 0
                && uri.UserInfo.Length == 0))
            errors.Add("website", "This is not a website address. Enter it in full, such as https://acme.example.");
        return url;
    }

    public static string[] Tags(string?[]? tags, FieldErrors errors)
    {
        var clean = new List<string>();
        for (var i = 0; i < (tags?.Length ?? 0); i++)
        {
            var tag = TextRules.Line(tags![i], $"tags[{i}]", LongestTag, errors);
            if (tag is null)
                errors.Add($"tags[{i}]", "This tag is empty. Remove it.");
            else if (tag.Contains(',', StringComparison.Ordinal))
                errors.Add($"tags[{i}]", "A tag can't contain a comma. Split it into two tags.");
            else if (!clean.Contains(tag, StringComparer.Ordinal))
                clean.Add(tag);
        }

        if (clean.Count > MostTags)
            errors.Add("tags", $"There are {clean.Count} tags; the limit is {MostTags}.");
        return [.. clean];
    }

    public static Dictionary<string, string> Variables(IReadOnlyDictionary<string, string>? variables, FieldErrors errors)
    {
        var clean = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in variables ?? clean)
        {
            var name = key.Trim();
            var field = $"variables.{(name.Length <= 64 ? name : name[..64])}";
            if (!VariableName().IsMatch(name))
                errors.Add(
                    field,
                    "A variable's name starts with a letter and has only letters, digits, _, - and ., at most 64 characters.");
            else if (!clean.TryAdd(name, TextRules.Lines(value, field, LongestValue, errors) ?? ""))
                errors.Add(field, "This variable appears twice. Remove one.");
        }

        if (clean.Count > MostVariables)
            errors.Add("variables", $"There are {clean.Count} variables; the limit is {MostVariables}.");
        return clean;
    }

    public static string? Zone(string? written, string field, FieldErrors errors)
    {
        var zone = written?.Trim();
        if (string.IsNullOrEmpty(zone))
            return null;
        if (zone.Length > 64 || !ZoneName().IsMatch(zone) || !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
            errors.Add(field, "This time zone doesn't exist. Enter an IANA name, such as Europe/Berlin or UTC.");
        return zone;
    }

    public static AddressSettings Address(AddressSettings? address, FieldErrors errors)
    {
        address ??= new AddressSettings();
        var country = address.Country?.Trim().ToUpperInvariant();
        if (country is { Length: > 0 } && !CountryCodes.IsKnown(country))
            errors.Add("address.country", "This country doesn't exist. Enter a two-letter ISO 3166 code, such as US or DE.");
        return new AddressSettings
        {
            Line1 = TextRules.Line(address.Line1, "address.line1", LongestAddressLine, errors),
            Line2 = TextRules.Line(address.Line2, "address.line2", LongestAddressLine, errors),
            City = TextRules.Line(address.City, "address.city", LongestAddressLine, errors),
            Region = TextRules.Line(address.Region, "address.region", LongestAddressLine, errors),
            PostalCode = TextRules.Line(address.PostalCode, "address.postalCode", 40, errors),
            Country = country is { Length: > 0 } ? country : null,
        };
    }

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9_.-]{0,63}\z", RegexOptions.CultureInvariant)]
    private static partial Regex VariableName();

    // Names as Windows has them hold spaces and dots; the system would take them too.
    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex ZoneName();
}
