using Portal.Calls;

namespace Portal.WebHost.ControlPanel;

/// <summary>Sums over the calls of all customers, by destination and by time.</summary>
internal static class PanelBreakoutEndpoints
{
    // Of a file: what lines beyond those that are told are called.
    private const string Rest = "(other)";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(SumsPages.Path, (StaffCall call, SumsPages pages) => Show(call, pages, null));
        foreach (var ending in (string[])[ListFile.Csv, ListFile.Xlsx])
            routes.MapGet(SumsPages.Path + ending, (StaffCall call, SumsPages pages) => Show(call, pages, ending));
    }

    private static async Task<IResult> Show(StaffCall call, SumsPages pages, string? ending)
    {
        var answer = await pages.Read(call);
        return !answer.IsDone ? PanelPage.Refused(call, answer)
            : ending is not null && answer.Value.Found is { } found ? File(answer.Value, found, ending)
            : PanelPage.Of<StaffBreakoutPage>(
                new { Model = answer.Value },
                answer.Value.Problems.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    private static IResult File(SumsModel model, Breakout found, string ending) => ListFile.Of(
        model.Call,
        "breakout",
        ending,
        found.Lines.Concat(found.Rest.Select(sums => new BreakoutLine(Rest, null, sums))).ToAsyncEnumerable(),
        new(
            Head(model.Group),
            line => line.Time is { } time ? (object)TimeZoneInfo.ConvertTime(time, model.Range.Zone) : line.Id ?? line.Name)
        {
            IsTime = model.Group is BreakoutGroup.Day or BreakoutGroup.Hour,
        },
        new("currency", line => line.Sums.Currency),
        new("attempts", line => line.Sums.Attempts),
        new("connected", line => line.Sums.Connected),
        new("duration", line => line.Sums.DurationMs / 1000m),
        new("billedDuration", line => line.Sums.BilledMs / 1000m),
        new("charge", line => line.Sums.Charge),
        new("asr", line => Rounded(line.Sums.Asr)),
        new("acd", line => Rounded(line.Sums.Acd)),
        new("pdd", line => Rounded(line.Sums.Pdd)),
        new("dtmf", line => line.Sums.Dtmfs),
        new("dtmfPercent", line => Rounded(line.Sums.DtmfPercent)),
        new("sdp", line => Rounded(line.Sums.ShortPercent)));

    private static string Head(BreakoutGroup group) => group switch
    {
        BreakoutGroup.Destination => "destinationName",
        BreakoutGroup.Prefix => "destinationCode",
        BreakoutGroup.Day or BreakoutGroup.Hour => "callTime",
        BreakoutGroup.Customer => "customer",
        BreakoutGroup.Domain => "domain",
        BreakoutGroup.Brand => "brand",
    };

    private static decimal? Rounded(decimal? value) => DecimalText.Shortened(value, 3);
}
