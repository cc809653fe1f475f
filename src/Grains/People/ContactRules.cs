using System.Net;
using System.Text.RegularExpressions;
using Portal.Saving;

namespace Portal.People;

/// <summary>What must hold of a contact. Pure.</summary>
internal static partial class ContactRules
{
    public const int MostAddresses = 50;

    private const int LongestName = 100;
    private const int LongestPhone = 40;
    private const int LongestWord = 100;
    private const int LongestNotes = 4000;

    /// <summary>All of a contact: the person's own fields and the place's.</summary>
    public static (ContactSettings Clean, FieldError[] Errors) Check(ContactSettings settings)
    {
        var errors = new FieldErrors();
        var clean = Own(Place(settings, errors), errors);
        return (clean, [.. errors.All]);
    }

    /// <summary>The same against what is stored of it; null: nothing yet.</summary>
    public static (ContactSettings Clean, FieldError[] Errors) Check(ContactSettings settings, ContactSettings? stored, Change change) =>
        Keep(Check(settings), stored, change);

    /// <summary>The place's fields alone.</summary>
    public static (ContactSettings Clean, FieldError[] Errors) CheckPlace(ContactSettings settings)
    {
        var errors = new FieldErrors();
        var clean = Place(settings, errors);
        return (clean, [.. errors.All]);
    }

    /// <summary>The same against what is stored of it.</summary>
    public static (ContactSettings Clean, FieldError[] Errors) CheckPlace(
        ContactSettings settings, ContactSettings? stored, Change change) =>
        Keep(CheckPlace(settings), stored, change);

    public static (PersonalSettings Clean, FieldError[] Errors) Check(PersonalSettings settings)
    {
        var errors = new FieldErrors();
        var clean = new PersonalSettings(
            Name(settings.Name, errors), Phone(settings.Phone, "phone", errors), Phone(settings.Mobile, "mobile", errors),
            TextRules.Line(settings.Department, "department", LongestWord, errors),
            Language(settings.Language, errors),
            Zone(settings.TimeZone, errors));
        return (clean, [.. errors.All]);
    }

    private static (ContactSettings Clean, FieldError[] Errors) Keep(
        (ContactSettings Clean, FieldError[] Errors) checkedNow, ContactSettings? stored, Change change)
    {
        var (kept, all) = Keeping.Take(checkedNow.Clean, stored, change, checkedNow.Errors);
        return (kept, [.. all]);
    }

    private static ContactSettings Own(ContactSettings settings, FieldErrors errors)
    {
        if (!EmailAddress.TryParse(settings.Email, out var email, out var reason))
            errors.Add("email", reason);
        return settings with
        {
            Name = Name(settings.Name, errors),
            Email = email.ToString(),
            Phone = Phone(settings.Phone, "phone", errors),
            Mobile = Phone(settings.Mobile, "mobile", errors),
            Language = Language(settings.Language, errors),
            TimeZone = Zone(settings.TimeZone, errors),
        };
    }

    private static ContactSettings Place(ContactSettings settings, FieldErrors errors)
    {
        return settings with
        {
            Type = TextRules.Line(settings.Type, "type", LongestWord, errors),
            Department = TextRules.Line(settings.Department, "department", LongestWord, errors),
            AllowedIps = Networks(settings.AllowedIps, errors),
            PublicNotes = TextRules.Lines(settings.PublicNotes, "publicNotes", LongestNotes, errors),
            PrivateNotes = TextRules.Lines(settings.PrivateNotes, "privateNotes", LongestNotes, errors),
        };
    }

    private static string Name(string? written, FieldErrors errors)
    {
        var name = TextRules.Line(written, "name", LongestName, errors);
        if (name is null)
            errors.Add("name", "Enter this person's name.");
        return name ?? "";
    }

    private static string? Phone(string? written, string field, FieldErrors errors)
    {
        var phone = TextRules.Line(written, field, LongestPhone, errors);
        if (phone is not null
            && (!phone.Any(char.IsAsciiDigit)
                || phone.Any(c => !char.IsAsciiDigit(c) && !"+-./() xX#*".Contains(c, StringComparison.Ordinal))))
            errors.Add(field, "This is not a phone number. Enter digits, such as +49 30 1234567.");
        return phone;
    }

    private static string? Language(string? written, FieldErrors errors)
    {
        var language = written?.Trim();
        if (string.IsNullOrEmpty(language))
            return null;
        if (!LanguageTag().IsMatch(language))
            errors.Add("language", "This is not a language code. Enter one such as en or de.");
        return language;
    }

    private static string? Zone(string? written, FieldErrors errors)
    {
        var zone = written?.Trim();
        if (string.IsNullOrEmpty(zone))
            return null;
        if (zone.Length > 64 || !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) || !found.HasIanaId)
            errors.Add("timeZone", "This time zone doesn't exist. Enter one such as Europe/Berlin.");
        return zone;
    }

    /// <summary>One address reads as a network of one; host bits must be zero, else nobody knows what was meant.</summary>
    private static string[] Networks(string?[]? written, FieldErrors errors)
    {
        var clean = new List<string>();
        if (written?.Length > MostAddresses)
            errors.Add("allowedIps", $"There are {written.Length} lines; the limit is {MostAddresses}.");
        for (var i = 0; i < Math.Min(written?.Length ?? 0, MostAddresses); i++)
        {
            var text = written![i]?.Trim() ?? "";
            if (text.Length == 0)
                continue;
            if (Network(text) is not { } network)
                errors.Add(
                    $"allowedIps[{i}]",
                    "This is neither an address nor a network. Enter one such as 192.0.2.7, 192.0.2.0/24 or 2001:db8::/32.");
            else if (!clean.Contains(network, StringComparer.Ordinal))
                clean.Add(network);
        }

        return [.. clean];
    }

    private static string? Network(string text)
    {
        if (text.Length > 49 || text.Contains('%', StringComparison.Ordinal))
            return null;
        var (address, length) = text.IndexOf('/', StringComparison.Ordinal) is var slash and >= 0
            ? (text[..slash], text[(slash + 1)..])
            : (text, null);
        // Old spellings such as 10.1 or 010.0.0.1 mean something else to each reader.
        if (!IPAddress.TryParse(address, out var parsed)
            || (!address.Contains(':', StringComparison.Ordinal) && parsed.ToString() != address))
            return null;
        if (parsed.IsIPv4MappedToIPv6)
            return length is null ? parsed.MapToIPv4() + "/32" : null;
        return IPNetwork.TryParse($"{parsed}/{length ?? (address.Contains(':', StringComparison.Ordinal) ? "128" : "32")}", out var network)
            && network.BaseAddress.Equals(parsed)
            ? network.ToString()
            : null;
    }

    [GeneratedRegex("^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$", RegexOptions.CultureInvariant)]
    private static partial Regex LanguageTag();
}
