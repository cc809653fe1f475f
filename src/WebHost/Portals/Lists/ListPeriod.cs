using Portal.Calls;
using System.Globalization;
using Portal.Storage;

namespace Portal.WebHost.Portals;

/// <summary>
/// The days that a list is kept to, both included, in the reader's zone. They stand in the address: a link to “November” shows
/// November to whoever may see it.
/// </summary>
internal sealed record ListPeriod
{
    private const string Written = "yyyy-MM-dd";

    /// <summary>As the address has them; empty: not asked for.</summary>
    public string From { get; private init; } = "";

    /// <inheritdoc cref="From"/>
    public string To { get; private init; } = "";

    /// <summary>What is wrong with one of them: a key of the shell's texts; null: nothing.</summary>
    public string? WrongFrom { get; private init; }

    /// <inheritdoc cref="WrongFrom"/>
    public string? WrongTo { get; private init; }

    /// <summary>The moment that it begins at.</summary>
    public DateTimeOffset? Begins { get; private init; }

    /// <summary>The moment that it is over at.</summary>
    public DateTimeOffset? Ends { get; private init; }

    public bool IsSet => From.Length > 0 || To.Length > 0;

    public bool IsWrong => WrongFrom is not null || WrongTo is not null;

    /// <summary>Of an address, behind a <c>?</c> or a <c>&amp;</c>; empty: none.</summary>
    public string Query => string.Join('&', new[] { ("from", From), ("to", To) }
        .Where(part => part.Item2.Length > 0)
        .Select(part => part.Item1 + "=" + Uri.EscapeDataString(part.Item2)));

    public static ListPeriod Of(PortalCall call) =>
        Of(call.Context.Request.Query["from"].ToString(), call.Context.Request.Query["to"].ToString(), call.Zone);

    public static ListPeriod Of(string from, string to, TimeZoneInfo zone)
    {
        var (first, last) = (Day(from), Day(to));
        return new ListPeriod
        {
            From = Clip(from),
            To = Clip(to),
            WrongFrom = from.Length > 0 && first is null ? "List.NoDay" : null,
            WrongTo = to.Length > 0 && last is null ? "List.NoDay" : last < first ? "List.Backwards" : null,
            Begins = first is { } begins ? ZoneDays.Begins(begins, zone) : null,
            Ends = last is { } ends && ends < DateOnly.MaxValue ? ZoneDays.Begins(ends.AddDays(1), zone) : null,
        };
    }

    public ListQuery Within(ListQuery query) => query.With("from", Text(Begins)).With("before", Text(Ends));

    private static string? Text(DateTimeOffset? time) => time is { } known ? Moments.Machine(known) : null;

    private static DateOnly? Day(string text) =>
        DateOnly.TryParseExact(text, Written, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && day.Year is >= 1970 and < 9999
            ? day
            : null;

    // Shown again in its field: what no date is has no need to be long.
    private static string Clip(string text) => text.Length > 40 ? text[..40] : text;
}
