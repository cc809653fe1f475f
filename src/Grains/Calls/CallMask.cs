using System.Globalization;
using System.Text;

namespace Portal.Calls;

/// <summary>
/// Numbers of calls as customers see them once the brand's days are over: without their last digits. The one place that decides it, for
/// what is shown, found and sorted alike, so that nobody learns by asking what isn't shown. Pure.
/// </summary>
internal static class CallMask
{
    /// <summary>Signs that are hidden, at the end of a number or of a SIP user's name.</summary>
    private const int Hidden = 3;

    /// <param name="before">Calls from before are masked; null: none are.</param>
    public static Call Of(Call call, DateTimeOffset? before) => call.CallTime < before
        ? call with
        {
            Source = Of(call.Source),
            Destination = Of(call.Destination),
            Lrn = Of(call.Lrn),
            // Switches like to name files by the numbers.
            RecordingFile = null,
        }
        : call;

    /// <summary>A call in progress is masked where all are at once.</summary>
    public static LiveCall Of(LiveCall call, DateTimeOffset? before) =>
        call.Started < before ? call with { Source = Of(call.Source), Destination = Of(call.Destination) } : call;

    /// <summary>What of a masked number a list can be asked for; null: nothing.</summary>
    public static string? Beginning(string masked) =>
        masked.Contains('@', StringComparison.Ordinal) || masked.Length <= Hidden ? null : masked[..^Hidden];

    /// <summary>Some of the calls that are asked for are masked.</summary>
    public static bool IsIn(CallQuery query) => query.From < query.MaskedBefore;

    /// <summary>
    /// As SQL: a column of numbers as far as it is shown, never null. Of addresses nothing, whose number isn't at their end. Takes
    /// <c>@MaskedBefore</c>.
    /// </summary>
    public static string Shown(string column) => string.Create(CultureInfo.InvariantCulture, $"""
        CASE WHEN c.call_time >= @MaskedBefore THEN COALESCE({column}, '')
          WHEN {column} IS NULL OR length({column}) <= {Hidden} OR {column} LIKE '%@%' THEN ''
          ELSE substr({column}, 1, length({column}) - {Hidden}) END
        """);

    /// <summary>The same of a masked call's number.</summary>
    public static string Left(string? number)
    {
        if (number is null || number.Contains('@', StringComparison.Ordinal))
            return "";
        Rune[] signs = [.. number.EnumerateRunes()];
        return signs.Length <= Hidden ? "" : number[..^signs[^Hidden..].Sum(sign => sign.Utf16SequenceLength)];
    }

    private static string? Of(string? number)
    {
        if (string.IsNullOrEmpty(number))
            return number;
        var end = number.IndexOf('@', StringComparison.Ordinal) is > 0 and var at ? at : number.Length;
        var start = Math.Max(0, end - Hidden);
        // A sign of two parts goes as a whole.
        if (start > 0 && char.IsLowSurrogate(number[start]))
            start--;
        return string.Concat(number.AsSpan(0, start), new string('x', end - start), number.AsSpan(end));
    }
}
