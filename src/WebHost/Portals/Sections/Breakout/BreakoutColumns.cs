using System.Collections.Frozen;
using Portal.Calls;

namespace Portal.WebHost.Portals;

/// <param name="Name">Of what the line stands for; null: of what switches gave no name.</param>
/// <param name="Time">When its day or hour began; null: it stands for something else.</param>
internal sealed record BreakoutRow(string? Name, DateTimeOffset? Time, CallSums Sums, BreakoutGroup Group)
{
    /// <summary>The calls of the line; null: there is no list of just these.</summary>
    public string? Path { get; init; }

    /// <summary>Of the charge of all lines in its currency, in percent; null: it is no part of a whole.</summary>
    public decimal? Share { get; init; }

    /// <summary>It stands for lines beyond those that are told.</summary>
    public bool IsRest { get; init; }

    /// <summary>Of the time before; null: nothing is compared.</summary>
    public CallSums? Before { get; init; }

    /// <summary>When that day or hour began; null: it stands for something else, or there was none.</summary>
    public DateTimeOffset? TimeBefore { get; init; }

    /// <summary>It wasn't in the time before.</summary>
    public bool IsNew => Before is { Attempts: 0 };

    /// <summary>It was only in the time before.</summary>
    public bool IsGone => Before is { Attempts: > 0 } && Sums.Attempts == 0;
}

/// <summary>What can be said of each line. Shares and averages come of sums, whatever a line stands for.</summary>
internal static class BreakoutColumns
{
    private static readonly FrozenDictionary<string, Column<BreakoutRow>> ByKey = new Column<BreakoutRow>[]
    {
        new("callTime", Time, (call, row) => row.Time is { } time ? CsvCell.Of(call, time) : CsvCell.Of(row.Name)) { NamesZone = true },
        new("destinationName", Name, (_, row) => CsvCell.Of(row.Name)),
        Count("attempts", sums => sums.Attempts),
        Count("connected", sums => sums.Connected),
        Duration("customerDuration", sums => sums.BilledMs / 1000m),
        Duration("duration", sums => sums.DurationMs / 1000m),
        new("charge", Charge, (_, row) => CsvCell.Of(row.Sums.Charge)) { IsNumber = true },
        Duration("acd", sums => sums.Acd),
        Percent("asr", sums => sums.Asr),
        Count("dtmf", sums => sums.Dtmfs),
        Percent("dtmfPercent", sums => sums.DtmfPercent),
        Percent("sdp", sums => sums.ShortPercent),
    }.ToFrozenDictionary(column => column.Key, StringComparer.Ordinal);

    /// <summary>Whether it says something of a line besides what the line stands for; what is staff's alone doesn't.</summary>
    public static bool HasNumber(string key) => ByKey.TryGetValue(key, out var column) && column.IsNumber;

    public static Column<BreakoutRow>[] Of(string[] keys) => Array.ConvertAll(keys, key => ByKey[key]);

    private static Cell Time(PortalCall call, BreakoutRow row) => row.Time is not { } time ? new(row.Name)
        : Cell.Time(call, time) with
        {
            Text = Told(call, row, row.Group == BreakoutGroup.Day ? Moments.Date(call, time) : Moments.Full(call, time)),
            Path = row.Path,
        };

    private static Cell Name(PortalCall call, BreakoutRow row) =>
        new(Told(call, row, Named(call, row.Name))) { Path = row.Path };

    /// <summary>What a destination or a prefix is called.</summary>
    public static string Named(PortalCall call, string? name) => name is { Length: > 0 } given ? given : Texts(call)["Unnamed"];

    // Of what was in one of two times alone.
    private static string Told(PortalCall call, BreakoutRow row, string text) =>
        row.IsNew ? Texts(call).Format("Line.New", text)
        : row.IsGone ? Texts(call).Format("Line.Gone", text)
        : text;

    private static Cell Charge(PortalCall call, BreakoutRow row) => row.Share is { } share
        ? Cell.Share(
            MoneyFormat.Text(row.Sums.Charge, call.Culture), DecimalText.Of(share), Words(call, DecimalText.Shortened(share, 1)!.Value))
        : Cell.Of(call, row.Sums.Charge);

    private static Column<BreakoutRow> Count(string key, Func<CallSums, long> value) => new(
        key, (call, row) => Cell.Number(call, value(row.Sums)), (_, row) => CsvCell.Of(value(row.Sums)))
    { IsNumber = true };

    private static Column<BreakoutRow> Duration(string key, Func<CallSums, decimal?> value) => new(
        key,
        (call, row) => Cell.Number(value(row.Sums) is { } known ? DurationText.Whole(known, call.Culture) : null),
        (_, row) => CsvCell.Of(DecimalText.Shortened(value(row.Sums), 3)))
    { IsNumber = true };

    private static Column<BreakoutRow> Percent(string key, Func<CallSums, decimal?> value) => new(
        key,
        (call, row) => Cell.Number(DecimalText.Shortened(value(row.Sums), 1) is { } known ? Words(call, known) : null),
        (_, row) => CsvCell.Of(DecimalText.Shortened(value(row.Sums), 2)))
    { IsNumber = true };

    private static TextSet Texts(PortalCall call) => TextSet.Of<BreakoutSection>(call.Texts.Language);

    public static string Words(PortalCall call, decimal percent) => MoneyFormat.Number(percent, call.Culture) + "\u00a0%";
}
