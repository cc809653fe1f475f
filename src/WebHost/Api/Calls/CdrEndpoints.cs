using System.Text.Json.Nodes;
using Portal.Calls;
using Portal.Hosting.Ops;
using Portal.Saving;

namespace Portal.WebHost.Api;

/// <summary>Calls: brought in as a stream, read as pages.</summary>
internal static class CdrEndpoints
{
    private const string Path = "/cdrs";

    private static readonly ObjectShape Error = new(
        "IntakeError",
        new Field("line", new NumberShape { Description = "Counted from 1." }),
        new Field("reason", new TextShape { Description = "A sentence." }));

    private static readonly ObjectShape Intake = new(
        "Intake",
        new Field("accepted", new NumberShape { Description = "New calls." }),
        new Field("duplicates", new NumberShape { Description = "Lines of calls that were stored already, or stood in the body before." }),
        new Field("rejected", new NumberShape { Description = "Lines that are no call that is taken." }),
        new Field("errors", new ListShape(Error)
        {
            Description = "Of lines that were rejected, or that differ from what is stored (“differs: …”); the first 100 that were found.",
        }),
        new Field("moreErrors", new NumberShape { Description = "How many errors are left out." }),
        new Field("customers", new ListShape(new ObjectShape(
            "CallCorrection",
            new Field("customer", new TextShape()),
            new Field("currency", new TextShape()),
            new Field("calls", new NumberShape()),
            new Field("before", Amounts.Money with { Description = "What these calls were charged." }),
            new Field("after", Amounts.Money with { Description = "What they are charged now." })))
        {
            Description = "Of a correction alone: what it changes, or would.",
        }));

    private static readonly ObjectShape Page = new(
        "CdrPage",
        new Field("items", new ListShape(CallDocument.Shape)),
        new Field("totals", new ListShape(SumsDocument.Shape)
        {
            Nullable = true,
            Description = "One for each currency, over all that was found; null: beside later pages, or when it is too much to sum.",
        }),
        new Field("next", new TextShape { Nullable = true, Description = "The cursor for the next page; null: this is the last page." }),
        new Field("keptFrom", Times.Shape with
        {
            Nullable = true,
            Description = "Calls before it were asked for and are kept no longer; totals without a filter have them all the same.",
        }));

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost(Path, Take).Does(new("Bring calls in", CallIntakeDesk.Writing)
        {
            Description =
                "A JSON object on each line, or CSV whose head has the fields' names; any size. A call is stored once by its switch and "
                    + "callId, so a body may be sent again. Content-Encoding: gzip or zstd. Also with basic authentication: the key is the "
                    + "password, the user name the switch where a line has none.",
            Streams = CdrBody.MediaTypes,
            Takes = CallDocument.Shape,
            Gives = Intake,
            Refuses = [400, 415, 422],
            Query =
            [
                ("correct", "“true”: replaces rate, connectCost, billedDuration, charge, destinationName and destinationCode of stored calls."),
                ("dryRun", "“true”: only says what a correction would change."),
                ("mapping", "The name of a mapping: the body is as a switch writes it, whatever its Content-Type."),
            ],
        });
        api.MapGet(Path, List).Does(new("Read calls", CallDesk.Reading)
        {
            Description = "Newest first unless “sort” says otherwise; of the last seven days unless a range is given.",
            Gives = Page,
            Refuses = [422],
            Query =
            [
                .. ReportParameters.Range,
                .. ReportFilters.Parameters,
                ("sort", $"What to sort by; with “-” from the end: {string.Join(", ", CallQuery.Sorts)}."),
                ("limit", "1 to 500; default 50."),
                ("cursor", "“next” from the previous page."),
            ],
        });
    }

    private static async Task<ApiAnswer> Take(ApiCall call, HttpContext http, CallIntakeDesk desk, CancellationToken cancellation)
    {
        if (CallIntakeDesk.Refuse(call.Caller) is { } refused)
            return refused.Refused("call");
        var (correcting, wrong) = Correcting(http.Request.Query);
        if (wrong.Count > 0)
            return Problems.Invalid(wrong);
        var (mapping, unknown) = await desk.FindMapping(CdrBody.MappingOf(http.Request), cancellation);
        if (unknown is not null)
            return Problems.Invalid("mapping", unknown);
        var (body, problem) = CdrBody.Of(http, mapping);
        if (body is null)
            return problem!;
        body = body with { Correcting = correcting };
        await using var stream = body.Stream;
        try
        {
            var taken = await desk.Take(call.Caller, body, cancellation);
            if (taken.Value is { Refused: { } reason })
                return Problems.Invalid("head", reason);
            WholeBodies.WasRead(http);
            return taken.Answer("call", result => Write(result, correcting is not null));
        }
        catch (BrokenBodyException broken)
        {
            return Problems.BadRequest($"{broken.Message} Calls that came in before it are stored; send all again, and they count once.");
        }
    }

    private static async Task<ApiAnswer> List(
        ApiCall call, HttpContext http, CallReportDesk desk, TimeProvider clock, CancellationToken cancellation)
    {
        if (CallDesk.Refuse(call.Caller) is { } refused)
            return refused.Refused("call");
        var (range, errors) = ReportRange.Read(http.Request.Query, TimeZoneInfo.Utc, clock.GetUtcNow());
        var query = ReportFilters.Read(http.Request.Query, range ?? ReportRange.Unknown, errors);
        if (errors.Count > 0)
            return Problems.Invalid(errors);
        return (await desk.Page(call.Caller, query, cancellation)).Answer("call", Write);
    }

    private static (CallCorrecting? Correcting, List<FieldError> Wrong) Correcting(IQueryCollection query)
    {
        var wrong = new List<FieldError>();
        var (corrects, tries) = (Flag("correct"), Flag("dryRun"));
        if (tries && !corrects && wrong.Count == 0)
            wrong.Add(new("dryRun", "Only a correction can be tried: send “correct=true” as well."));
        return (corrects ? tries ? CallCorrecting.Tried : CallCorrecting.Done : null, wrong);

        bool Flag(string name)
        {
            var text = query[name].ToString();
            if (text is not ("" or "true" or "false"))
                wrong.Add(new(name, "Write true or false."));
            return text == "true";
        }
    }

    private static ApiAnswer Write(IntakeResult result, bool isCorrection)
    {
        var answer = new JsonObject
        {
            ["accepted"] = result.Accepted,
            ["duplicates"] = result.Duplicates,
            ["rejected"] = result.Rejected,
            ["errors"] = new JsonArray(
                [.. result.Errors.Select(error => new JsonObject { ["line"] = error.Line, ["reason"] = error.Reason })]),
            ["moreErrors"] = result.MoreErrors,
        };
        if (isCorrection)
        {
            answer["customers"] = new JsonArray([.. result.Changes.Select(change => new JsonObject
            {
                ["customer"] = change.Customer,
                ["currency"] = change.Currency,
                ["calls"] = change.Calls,
                ["before"] = Money.FromMicro(change.BeforeMicro, change.Currency).ToString(),
                ["after"] = Money.FromMicro(change.AfterMicro, change.Currency).ToString(),
            })]);
        }

        return ApiAnswer.Ok(answer);
    }

    private static ApiAnswer Write(CallReport report) => ApiAnswer.Ok(new JsonObject
    {
        ["items"] = new JsonArray([.. report.Items.Select(CallDocument.ToJson)]),
        ["totals"] = report.Totals is null ? null : SumsDocument.ToJson(report.Totals),
        ["next"] = report.Next,
        ["keptFrom"] = Times.Text(report.KeptFrom),
    });
}
