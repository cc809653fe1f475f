using System.Buffers;
using System.Globalization;
using SpreadCheetah;
using SpreadCheetah.Styling;

namespace Portal.WebHost.Front;

/// <summary>Values as cells of a workbook: numbers and times as such, and text never as a formula.</summary>
internal sealed class XlsxCells
{
    /// <summary>Media type of a workbook.</summary>
    public const string Type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private const int LongestText = 32_767;
    private const int MostDigits = 12;

    // What XML can't hold, whoever sent it.
    private static readonly SearchValues<char> Forbidden = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Where(code => code is not ('\t' or '\n' or '\r')).Select(code => (char)code), '\uFFFE', '\uFFFF']);

    private readonly StyleId head;
    private readonly StyleId time;
    private readonly StyleId day;

    // By the digits after the point.
    private readonly StyleId[] amounts;

    public XlsxCells(Spreadsheet book)
    {
        head = book.AddStyle(new Style { Font = { Bold = true } });
        time = Number(book, "yyyy-mm-dd hh:mm:ss.000");
        day = Number(book, "yyyy-mm-dd");
        amounts =
        [
            .. Enumerable.Range(0, MostDigits + 1)
                .Select(digits => Number(book, digits == 0 ? "0" : "0." + new string('0', digits))),
        ];
    }

    public StyledCell Head(string text) => new(text, head);

    public StyledCell Of(object? value) => value switch
    {
        null => default,
        string text => new(Clean(text), null),
        decimal number => new(number, null),
        long number => new(number, null),
        Money money => new(money.Amount, amounts[Digits(money)]),
        bool yes => new(yes, null),
        DateOnly date => new(date.ToDateTime(TimeOnly.MinValue), day),
        DateTimeOffset moment => new(moment.DateTime, time),
        _ => throw new InvalidOperationException($"A column has a value that no workbook knows: {value.GetType()}."),
    };

    /// <summary>Of a time; of anything else nothing.</summary>
    public StyledCell Offset(object? value) => value is DateTimeOffset moment
        ? new(moment.ToString("zzz", CultureInfo.InvariantCulture), null)
        : default;

    private static StyleId Number(Spreadsheet book, string format) => book.AddStyle(new Style { Format = NumberFormat.Custom(format) });

    private static int Digits(Money money)
    {
        var text = money.ToString();
        var point = text.IndexOf('.', StringComparison.Ordinal);
        return point < 0 ? 0 : Math.Min(MostDigits, text.Length - point - 1);
    }

    private static string Clean(string text)
    {
        if (text.Length > LongestText)
            text = text[..LongestText];
        return text.AsSpan().IndexOfAny(Forbidden) < 0 && text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') < 0
            ? text
            : string.Concat(text.EnumerateRunes().Where(rune => rune.Value > char.MaxValue || !Forbidden.Contains((char)rune.Value)));
    }
}
