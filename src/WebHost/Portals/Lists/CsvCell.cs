using System.Globalization;
using Portal.WebHost.Front;

namespace Portal.WebHost.Portals;

/// <summary>
/// A cell of an export (RFC 4180). Text that a spreadsheet would take for a formula begins with an apostrophe; numbers,
/// which are ours and not typed by anybody, stay numbers.
/// </summary>
/// <param name="IsNumber">Its point becomes the reader's own where a spreadsheet is to read it.</param>
internal readonly record struct CsvCell(string Text, bool IsNumber = false)
{
    /// <summary>
    /// For a file that has kinds of values: a text, decimal, long, <see cref="Money"/>, yes and no, day, or a time on the reader's clocks;
    /// null: nothing.
    /// </summary>
    public object? Value { get; private init; }

    public static CsvCell Of(string? text) => new(CsvText.Cell(text)) { Value = text };

    public static CsvCell Of(decimal? number) => new(DecimalText.Of(number) ?? "", IsNumber: true) { Value = number };

    public static CsvCell Of(long? number) =>
        new(number?.ToString(CultureInfo.InvariantCulture) ?? "", IsNumber: true) { Value = number };

    /// <summary>With all digits that the currency's smallest coin has: <c>5.00</c>.</summary>
    public static CsvCell Of(Money? money) => new(money?.ToString() ?? "", IsNumber: true) { Value = money };

    public static CsvCell Of(bool value) => new(value ? "true" : "false") { Value = value };

    public static CsvCell Of(DateOnly? date) => new(date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "") { Value = date };

    public static CsvCell Of(PortalCall call, DateTimeOffset? time) =>
        time is { } known ? new(Moments.Export(call, known)) { Value = TimeZoneInfo.ConvertTime(known, call.Zone) } : new("");

    /// <summary>To the thousandth of a second.</summary>
    public static CsvCell Exact(PortalCall call, DateTimeOffset time) =>
        new(Moments.ExportExact(call, time)) { Value = TimeZoneInfo.ConvertTime(time, call.Zone) };

    /// <summary>As the API spells it: <c>startTls</c>.</summary>
    public static CsvCell Of<T>(T value)
        where T : struct, Enum => Of(char.ToLowerInvariant(value.ToString()[0]) + value.ToString()[1..]);
}
