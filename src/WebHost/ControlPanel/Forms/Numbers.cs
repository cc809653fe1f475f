using System.Globalization;
using Portal.Saving;

namespace Portal.WebHost.ControlPanel;

/// <summary>Numbers, times and lists as forms spell them, each with what to write instead when they can't be read. Pure.</summary>
internal static class Numbers
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm";
    private const string DayFormat = "yyyy-MM-dd";

    public static string? Text(int? number) => number?.ToString(CultureInfo.InvariantCulture);

    /// <summary>Without the zeros that say nothing.</summary>
    public static string? Text(decimal? amount) => DecimalText.Of(amount);

    public static string? Text(DateTimeOffset? time) => time?.UtcDateTime.ToString(
        time.Value.Second == 0 && time.Value.Millisecond == 0 ? TimeFormat : "yyyy-MM-dd'T'HH:mm:ss.fff", CultureInfo.InvariantCulture);

    public static string? Text(DateOnly? day) => day?.ToString(DayFormat, CultureInfo.InvariantCulture);

    public static int? Whole(FormValues values, string name, List<FieldError> errors)
    {
        if (values.One(name)?.Trim() is not { } text)
            return null;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            return number;
        errors.Add(new(name, "Enter a whole number, such as 30, or leave it empty."));
        return null;
    }

    /// <summary>A point or a comma before the decimals; no other separators, since each country means something else by them.</summary>
    public static decimal? Amount(FormValues values, string name, List<FieldError> errors)
    {
        if (values.One(name)?.Trim() is not { } text)
            return null;
        // "1,250" is a thousand and more to half of the world, and one and a quarter to the other.
        var isTold = text.IndexOf(',', StringComparison.Ordinal) is not (>= 0 and var comma) || text.Length - comma - 1 != 3;
        var plain = text.Contains('.', StringComparison.Ordinal) ? text : text.Replace(',', '.');
        if (isTold && DecimalText.TryParse(plain, out var amount))
            return amount;
        errors.Add(new(name, "Enter an amount such as 1250.50, without thousands separators."));
        return null;
    }

    /// <summary>A time in UTC.</summary>
    public static DateTimeOffset? Time(FormValues values, string name, List<FieldError> errors)
    {
        if (values.One(name)?.Trim() is not { } text)
            return null;
        if (DateTime.TryParseExact(
            text, [TimeFormat, "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.fff", DayFormat, "yyyy-MM-dd HH:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
            return new DateTimeOffset(time, TimeSpan.Zero);
        errors.Add(new(name, "Enter a date and time, such as 2030-12-31T18:00."));
        return null;
    }

    public static DateOnly? Day(FormValues values, string name, List<FieldError> errors)
    {
        if (values.One(name)?.Trim() is not { } text)
            return null;
        if (DateOnly.TryParseExact(text, DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;
        errors.Add(new(name, "Enter a date, such as 2030-12-31."));
        return null;
    }

    /// <summary>An enum's value by its name in forms; what isn't known is told at the field.</summary>
    public static T Choice<T>(FormValues values, string name, T absent, List<FieldError> errors)
        where T : struct, Enum
    {
        if (values.One(name) is not { } text)
            return absent;
        if (SharedFields.Value<T>(text) is { } value)
            return value;
        errors.Add(new(name, "Choose one from the list."));
        return absent;
    }

    /// <summary>Texts between commas or on lines of their own, which may have spaces inside.</summary>
    public static string[] Parts(string? text) =>
        text?.Split([',', '\n', '\r'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
}
