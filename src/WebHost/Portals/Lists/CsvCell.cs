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
    public static CsvCell Of(string? text) => new(CsvText.Cell(text));

    public static CsvCell Of(decimal? number) => new(DecimalText.Of(number) ?? "", IsNumber: true);

    public static CsvCell Of(long? number) => new(number?.ToString(CultureInfo.InvariantCulture) ?? "", IsNumber: true);

    /// <summary>With all digits that the currency's smallest coin has: <c>5.00</c>.</summary>
    public static CsvCell Of(Money? money) => new(money?.ToString() ?? "", IsNumber: true);

    public static CsvCell Of(bool value) => new(value ? "true" : "false");

    public static CsvCell Of(DateOnly? date) => new(date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "");

    public static CsvCell Of(PortalCall call, DateTimeOffset? time) => new(time is { } known ? Moments.Export(call, known) : "");

    /// <summary>As the API spells it: <c>startTls</c>.</summary>
    public static CsvCell Of<T>(T value)
        where T : struct, Enum => Of(char.ToLowerInvariant(value.ToString()[0]) + value.ToString()[1..]);
}
