using System.Text.Json.Nodes;
using Portal.Calls;
using Portal.Saving;

namespace Portal.WebHost.Api;

/// <summary>Sums of calls by destination and by time.</summary>
internal static class BreakoutEndpoints
{
    private static readonly string Groups = string.Join(", ", Names<BreakoutGroup>.All);

    private static readonly ObjectShape Line = new(
        "BreakoutLine",
        [
            new Field("name", new TextShape
            {
                Nullable = true,
                Description = "The destination's name, or its code; empty: none was given. The customer's name, its domain or its brand; "
                    + "empty: it has none.",
            }),
            new Field("customer", new TextShape { Nullable = true, Description = "The customer's id, of sums by customer." }),
            new Field("time", Times.Shape with { Nullable = true, Description = "When the day or hour began." }),
            .. SumsDocument.Fields,
        ]);

    private static readonly ObjectShape Answer = new(
        "Breakout",
        new Field("items", new ListShape(Line)
        {
            Description = "Of each currency most charge first; days and hours in their order. At most 500.",
        }),
        new Field("totals", new ListShape(SumsDocument.Shape) { Description = "Over all; one for each currency." }),
        new Field("rest", new ListShape(SumsDocument.Shape) { Description = "What didn't become an item; one for each currency." }));

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/breakout", Read).Does(new("Sum calls", CallDesk.Reading)
        {
            Description = "From sums that are kept, so its range begins and ends on a quarter of an hour.",
            Gives = Answer,
            Refuses = [422],
            Query = [.. ReportParameters.Range, ("group", $"{Groups}; default destination.")],
        });

    private static async Task<ApiAnswer> Read(
        ApiCall call, HttpContext http, CallReportDesk desk, TimeProvider clock, CancellationToken cancellation)
    {
        if (CallDesk.Refuse(call.Caller) is { } refused)
            return refused.Refused("call");
        var query = http.Request.Query;
        var (range, errors) = ReportRange.Read(query, TimeZoneInfo.Utc, clock.GetUtcNow());
        var customer = ReportFilters.Text("customer", query, errors);
        var group = BreakoutGroup.Destination;
        if (query["group"].ToString() is { Length: > 0 } written
            && (!Names<BreakoutGroup>.TryParse(written, out group) || UnknownNames.IsUnknown(group)))
            errors.Add(new("group", $"There is no such group. Allowed: {Groups}."));
        foreach (var (name, _) in ReportFilters.Parameters)
        {
            if (query.ContainsKey(name))
                errors.Add(new(name, "A breakout has no such filter: GET /cdrs sums a selection."));
        }

        if (range is not null)
            errors.AddRange(NotOnQuarters(range));
        if (errors.Count > 0 || range is null)
            return Problems.Invalid(errors);
        var asked = new BreakoutQuery(range.From, range.To) { Zone = range.Zone, Customer = customer, Group = group };
        return (await desk.Breakout(call.Caller, asked, cancellation)).Answer("call", Write);
    }

    private static IEnumerable<FieldError> NotOnQuarters(ReportRange range)
    {
        foreach (var (name, time) in new[] { ("from", range.From), ("to", range.To) })
        {
            if (!ReportRange.IsOnQuarter(time))
                yield return new(name, "A breakout begins and ends on a quarter of an hour, such as 10:15 or 10:30.");
        }
    }

    private static ApiAnswer Write(Breakout breakout) => ApiAnswer.Ok(new JsonObject
    {
        ["items"] = new JsonArray([.. breakout.Lines.Select(Write)]),
        ["totals"] = SumsDocument.ToJson(breakout.Totals),
        ["rest"] = SumsDocument.ToJson(breakout.Rest),
    });

    private static JsonObject Write(BreakoutLine line)
    {
        var json = SumsDocument.ToJson(line.Sums);
        json.Insert(0, "name", line.Name);
        json.Insert(1, "customer", line.Id);
        json.Insert(2, "time", Times.Text(line.Time));
        return json;
    }
}
