using System.Globalization;
using Portal.Saving;

namespace Portal.WebHost.Documents;

/// <summary>How forms spell numbers, times, lists and choices. Pure.</summary>
internal static class FormText
{
    public const string DayFormat = "yyyy-MM-dd";

    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm";
    private const string ExactTimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff";

    /// <summary>The times that forms understand.</summary>
    public static readonly string[] Times = [TimeFormat, "yyyy-MM-dd'T'HH:mm:ss", ExactTimeFormat, DayFormat, "yyyy-MM-dd HH:mm"];

    public static string? Of(int? number) => number?.ToString(CultureInfo.InvariantCulture);

    /// <summary>Without the zeros that say nothing.</summary>
    public static string? Of(decimal? amount) => DecimalText.Of(amount);

    public static string? Of(DateTimeOffset? time) => time?.UtcDateTime.ToString(
        time.Value.Second == 0 && time.Value.Millisecond == 0 ? TimeFormat : ExactTimeFormat, CultureInfo.InvariantCulture);

    public static string? Of(DateOnly? day) => day?.ToString(DayFormat, CultureInfo.InvariantCulture);

    /// <summary>
    /// An enum's value by the name that the API has for it, in any case; null: nobody knows it. A number is no name. What only a
    /// newer release knows comes back as it was shown.
    /// </summary>
    public static T? Choice<T>(string? name)
        where T : struct, Enum =>
        name is null ? null
        : Enum.GetValues<T>().Cast<T?>().FirstOrDefault(known => string.Equals(known.ToString(), name, StringComparison.OrdinalIgnoreCase))
            ?? (UnknownNames.TryParse<T>(name, out var kept) ? (T?)kept : null);

    /// <summary>Words between commas or blanks.</summary>
    public static string[] Words(string? text) => Split(text, [',', ' ', ';', '\n', '\r', '\t']);

    /// <summary>Texts between commas or on lines of their own, which may have blanks inside.</summary>
    public static string[] Phrases(string? text) => Split(text, [',', '\n', '\r']);

    public static string[] Lines(string? text) => Split(text, ['\n']);

    private static string[] Split(string? text, char[] between) =>
        text?.Split(between, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
}
