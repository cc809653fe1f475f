namespace Portal.WebHost.Portals;

internal enum CellKind { Text, Number, Time, Link, State, Share }

/// <summary>What stands at one place of a table.</summary>
/// <param name="Text">Null: nothing, shown as a dash.</param>
/// <param name="More">By kind: the address of a link, the machine's time, the state's class (<c>good</c>, <c>wait</c>,
/// <c>bad</c>, <c>off</c>), the percent of a share.</param>
/// <param name="Exact">Of a time: UTC, for those who point at it; of a share: its percent in words.</param>
internal readonly record struct Cell(string? Text, CellKind Kind = CellKind.Text, string? More = null, string? Exact = null)
{
    /// <summary>A number that is no quantity, of a phone or an address: broken in two it would be another one.</summary>
    public bool IsNumeral => Kind == CellKind.Text && Text is { Length: > 0 and <= 40 } text && !text.AsSpan().ContainsAnyExcept(Numerals);

    private static readonly System.Buffers.SearchValues<char> Numerals = System.Buffers.SearchValues.Create("0123456789+*#.");

    /// <summary>Where it leads, whatever its kind; null: nowhere.</summary>
    public string? Path { get; init; }

    public static Cell Number(string? text) => new(text, CellKind.Number);

    public static Cell Number(PortalCall call, long? value) => new(value?.ToString("N0", call.Culture), CellKind.Number);

    public static Cell Of(PortalCall call, Money? money) =>
        new(money is { } known ? MoneyFormat.Text(known, call.Culture) : null, CellKind.Number);

    public static Cell Link(string text, string path) => new(text, CellKind.Link, path);

    public static Cell State(string text, string state) => new(text, CellKind.State, state);

    /// <summary>A number with a bar under it: its part of the whole.</summary>
    /// <param name="percent">0 to 100, with a point.</param>
    /// <param name="words">The same for people.</param>
    public static Cell Share(string? text, string percent, string words) => new(text, CellKind.Share, percent, words);

    public static Cell Time(PortalCall call, DateTimeOffset? time) =>
        time is { } known ? new(Moments.Full(call, known), CellKind.Time, Moments.Machine(known), Moments.Exact(call, known)) : default;

    /// <summary>To the second.</summary>
    public static Cell Moment(PortalCall call, DateTimeOffset time) =>
        new(Moments.ToSecond(call, time), CellKind.Time, Moments.Machine(time), Moments.Exact(call, time));

    public static Cell Date(PortalCall call, DateOnly? date) => new(date is { } known ? Moments.Date(call, known) : null);
}
