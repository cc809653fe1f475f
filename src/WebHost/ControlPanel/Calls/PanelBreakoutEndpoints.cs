using System.Globalization;
using Portal.Calls;

namespace Portal.WebHost.ControlPanel;

/// <summary>Sums over the calls of all customers, by destination and by time.</summary>
internal static class PanelBreakoutEndpoints
{
    // Of a file: what lines beyond those that are told are called.
    private const string Rest = "(other)";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(SumsPages.Path, (StaffCall call, SumsPages pages) => Show(call, pages, isFile: false));
        routes.MapGet(SumsPages.Path + ".csv", (StaffCall call, SumsPages pages) => Show(call, pages, isFile: true));
    }

    private static async Task<IResult> Show(StaffCall call, SumsPages pages, bool isFile)
    {
        var answer = await pages.Read(call);
        return !answer.IsDone ? PanelPage.Refused(call, answer)
            : isFile && answer.Value.Found is { } found ? Csv(answer.Value, found)
            : PanelPage.Of<StaffBreakoutPage>(
                new { Model = answer.Value },
                answer.Value.Problems.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    private static IResult Csv(SumsModel model, Breakout found) => CsvFile.Of(
        model.Call,
        "breakout",
        found.Lines.Concat(found.Rest.Select(sums => new BreakoutLine(Rest, null, sums))).ToAsyncEnumerable(),
        (Head(model.Group), line => line.Time is { } time ? CallCsv.Time(time, model.Range.Zone) : line.Id ?? line.Name),
        ("currency", line => line.Sums.Currency),
        ("attempts", line => Number(line.Sums.Attempts)),
        ("connected", line => Number(line.Sums.Connected)),
        ("duration", line => DecimalText.Of(line.Sums.DurationMs / 1000m)),
        ("billedDuration", line => DecimalText.Of(line.Sums.BilledMs / 1000m)),
        ("charge", line => line.Sums.Charge.ToString()),
        ("asr", line => Rounded(line.Sums.Asr)),
        ("acd", line => Rounded(line.Sums.Acd)),
        ("pdd", line => Rounded(line.Sums.Pdd)),
        ("dtmf", line => Number(line.Sums.Dtmfs)),
        ("dtmfPercent", line => Rounded(line.Sums.DtmfPercent)),
        ("sdp", line => Rounded(line.Sums.ShortPercent)));

    private static string Head(BreakoutGroup group) => group switch
    {
        BreakoutGroup.Destination => "destinationName",
        BreakoutGroup.Prefix => "destinationCode",
        BreakoutGroup.Day or BreakoutGroup.Hour => "callTime",
        BreakoutGroup.Customer => "customer",
        BreakoutGroup.Domain => "domain",
        BreakoutGroup.Brand => "brand",
    };

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string? Rounded(decimal? value) => DecimalText.Shortened(value, 3) is { } known ? DecimalText.Of(known) : null;
}
