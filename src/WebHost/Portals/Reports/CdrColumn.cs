using Portal.Calls;

namespace Portal.WebHost.Portals;

/// <summary>A column of calls: what it is of a call, for programs as it is, and for people as a cell.</summary>
/// <param name="Key">Of <see cref="Portal.Access.Columns.Cdr"/>.</param>
/// <param name="Value">A text, number, amount, moment or yes and no.</param>
internal sealed record CdrColumn(string Key, Func<Call, object?> Value, Func<PortalCall, Call, Cell> Show, bool IsNumber = false)
{
    /// <summary>For the list and its file.</summary>
    public Column<Call> OfList => new(Key, Show, (call, row) => Export(call, Value(row)))
    {
        IsNumber = IsNumber,
        NamesZone = Key == "callTime",
    };

    private static CsvCell Export(PortalCall call, object? value) => value switch
    {
        null => default(CsvCell) with { Text = "" },
        string text => CsvCell.Of(text),
        int number => CsvCell.Of((long)number),
        decimal number => CsvCell.Of(number),
        Money money => CsvCell.Of(money),
        bool yes => CsvCell.Of(yes),
        DateTimeOffset time => CsvCell.Exact(call, time),
        _ => throw new InvalidOperationException($"A column of calls has a value that no file knows: {value.GetType()}."),
    };
}
