using Portal.Calls;

namespace Portal.WebHost.Portals;

/// <summary>
/// What a number was in the time before, and how much more or less it is: said in words and with an arrow, for a colour alone says
/// nothing to many.
/// </summary>
internal static class BreakoutChanges
{
    private static readonly Dictionary<string, Change> ByKey = new Change[]
    {
        new("attempts", sums => sums.Attempts, (call, _, value) => value.ToString("N0", call.Culture)),
        new("customerDuration", sums => sums.BilledMs / 1000m, (call, _, value) => DurationText.Whole(value, call.Culture)),
        new("duration", sums => sums.DurationMs / 1000m, (call, _, value) => DurationText.Whole(value, call.Culture)),
        new("charge", sums => sums.Charge.Amount, (call, currency, value) => MoneyFormat.Text(new(value, currency), call.Culture))
        {
            File = (value, currency) => CsvCell.Of(Money.Of(value, currency)),
        },
        new("asr", sums => sums.Asr, (call, _, value) => BreakoutColumns.Words(call, DecimalText.Shortened(value, 1)!.Value))
        {
            // A difference of two percentages is no percentage.
            More = (call, value) => Texts(call).Format(
                "Change.Points", MoneyFormat.Number(DecimalText.Shortened(value, 1)!.Value, call.Culture)),
        },
    }.ToDictionary(change => change.Key, StringComparer.Ordinal);

    private static readonly Column<BreakoutRow> In = new("compared", null, (_, row) => CsvCell.Of(
        row.Before is null ? null : row.IsNew ? "now" : row.IsGone ? "before" : "both"));

    private static readonly Column<BreakoutRow> When =
        new("callTimeBefore", null, (call, row) => CsvCell.Of(call, row.TimeBefore)) { NamesZone = true };

    /// <summary>The columns with those of changes beside them, and what files say of each line besides.</summary>
    public static Column<BreakoutRow>[] Beside(IEnumerable<Column<BreakoutRow>> columns, bool isOfTime) =>
    [
        .. columns.SelectMany(column => ByKey.TryGetValue(column.Key, out var change)
            ? [column, Was(change), More(change)]
            : (Column<BreakoutRow>[])[column]),
        In,
        .. isOfTime ? (Column<BreakoutRow>[])[When] : [],
    ];

    private static Column<BreakoutRow> Was(Change change) => new(
        change.Key + "Before", null, (_, row) => change.File(row.Before is { } before ? change.Value(before) : null, row.Sums.Currency))
    {
        IsNumber = true,
    };

    private static Column<BreakoutRow> More(Change change) => new(
        change.Key + "Change",
        (call, row) => Cell.Number(Words(call, row, change)),
        (_, row) => change.File(
            row.Before is { } before ? change.Value(row.Sums) - change.Value(before) : null, row.Sums.Currency))
    {
        IsNumber = true,
    };

    private static string? Words(PortalCall call, BreakoutRow row, Change change)
    {
        if (row.Before is not { } before)
            return null;
        var (now, texts) = (change.Value(row.Sums), Texts(call));
        if (change.Value(before) is not { } was)
            return now is null ? null : texts["Change.None"];
        var told = change.Text(call, before.Currency, was);
        if (now is not { } value)
            return texts.Format("Change.Was", told);
        if (value == was)
            return texts.Format("Change.Same", told);
        var size = Math.Abs(value - was);
        var more = change.More is { } words ? words(call, size) : change.Text(call, before.Currency, size);
        return texts.Format(value > was ? "Change.More" : "Change.Less", more, told);
    }

    private static TextSet Texts(PortalCall call) => TextSet.Of<BreakoutSection>(call.Texts.Language);

    /// <param name="Text">A value in words.</param>
    private sealed record Change(string Key, Func<CallSums, decimal?> Value, Func<PortalCall, string, decimal, string> Text)
    {
        /// <summary>How much more or less it is in words; null: as a value is told.</summary>
        public Func<PortalCall, decimal, string>? More { get; init; }

        public Func<decimal?, string, CsvCell> File { get; init; } =
            (value, _) => CsvCell.Of(DecimalText.Shortened(value, 3));
    }
}
