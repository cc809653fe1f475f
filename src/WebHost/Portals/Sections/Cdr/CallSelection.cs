using Portal.Calls;

namespace Portal.WebHost.Portals;

/// <summary>
/// Which of a page's calls are ticked, and their sums: over all of them, since shares and averages of sums alone are true. A form sends
/// them, so that the address has them and nothing needs a script. Pure.
/// </summary>
/// <param name="Boxes">One for each call of the page.</param>
/// <param name="Sums">Of what is ticked, and zero where nothing is, in each currency of the page.</param>
/// <param name="IsShort">Some that were ticked are no longer on the page.</param>
internal sealed record CallSelection(IReadOnlyList<RowPick> Boxes, IReadOnlyList<CallSums> Sums, bool IsShort)
{
    public const string Form = "selection";
    public const string Field = "c";

    // As much of a key as tells the calls of one page apart: all of a page fit in an address.
    private const int Length = 9;

    /// <summary>In all currencies.</summary>
    public CallSums All { get; } = CallSums.Whole(Sums);

    public static CallSelection Of(CdrRequest request, TextSet texts, IReadOnlyList<Call> page)
    {
        var ticked = request.Call.Context.Request.Query[Field].ToHashSet();
        var sums = page.Select(Single).ToArray();
        var boxes = page.Select((call, i) => Box(request, texts, call, sums[i], ticked)).ToArray();
        var none = page.Select(call => new CallSums(call.Currency));
        var chosen = sums.Where((_, i) => boxes[i].IsPicked);
        return new(boxes, CallSumsRow.ByCurrency(none.Concat(chosen)), ticked.Count > boxes.Count(box => box.IsPicked));
    }

    private static RowPick Box(CdrRequest request, TextSet texts, Call call, CallSums sums, HashSet<string?> ticked)
    {
        var key = CallKey.Of(call).ToString()[..Length];
        var data = new Dictionary<string, object>(StringComparer.Ordinal) { ["data-connected"] = sums.Connected };
        if (request.Allowed.Contains("duration"))
            data["data-ms"] = sums.DurationMs;
        if (request.Allowed.Contains("charge"))
            (data["data-micro"], data["data-currency"]) = (sums.ChargeMicro, call.Currency);
        var label = request.Allowed.Contains("callTime")
            ? texts.Format("Selection.Row", Moments.ToSecond(request.Call, call.CallTime))
            : texts["Selection.Row.Plain"];
        return new(Form, Field, key, ticked.Contains(key), label) { Data = data };
    }

    private static CallSums Single(Call call) => new(call.Currency)
    {
        Attempts = 1,
        Connected = call.IsConnected ? 1 : 0,
        // As all sums have it: who didn't answer didn't talk.
        DurationMs = call.IsConnected ? (long)(call.Duration * 1000) : 0,
        ChargeMicro = call.Cost.ToMicro(),
    };
}
