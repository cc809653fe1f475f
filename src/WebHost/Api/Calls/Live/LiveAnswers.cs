using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.Calls;
using Portal.Load;
using Portal.Saving;

namespace Portal.WebHost.Api;

/// <summary>What routes of things that are there at this moment have in common.</summary>
internal static class LiveAnswers
{
    private const int LargestBody = 32 * 1024 * 1024;

    public static readonly (string Name, string Meaning)[] Parameters =
    [
        ("customer", "Only this one's: our id, or ext: and its external account id."),
        ("switch", "Only of this switch."),
        ("limit", "1 to 500; default 50."),
        ("cursor", "“next” from the previous page."),
    ];

    // A set of the largest size takes several times its bytes until it is stored.
    private static readonly BoundedWork Bodies = new(atOnce: 2, waiting: 30, share: 16);

    /// <summary>A switch, with how much of what was asked for it tells.</summary>
    /// <param name="what">What it tells of: <c>calls</c>.</param>
    public static ObjectShape Switch(string name, string what) => new(
        name,
        new Field("switch", new TextShape()),
        new Field("heardAt", Times.Shape with { Description = "When it told something last." }),
        new Field("stale", new FlagShape { Description = "That is so long ago that what it told may be over." }),
        new Field(what, new NumberShape { Description = "How many it tells, of those that were asked for." }));

    /// <summary>The same in the answer to what it told.</summary>
    /// <param name="what">What it tells of: <c>calls</c>.</param>
    public static ObjectShape Told(string name, string what) => new(
        name,
        [
            .. Switch(name, what).Fields,
            new Field("leftOut", new ListShape(new ObjectShape(
                "LiveLeftOut",
                new Field("field", new TextShape { Example = "\"calls[3].customer\"" }),
                new Field("reason", new TextShape { Description = "A sentence." })))
            {
                Description = "What was not taken because there is no such customer; the first 100.",
            }),
        ]);

    public static ObjectShape Page(string name, ObjectShape item, ObjectShape one) => new(
        name,
        new Field("items", new ListShape(item)),
        new Field("next", new TextShape { Nullable = true, Description = "The cursor for the next page; null: this is the last page." }),
        new Field("switches", new ListShape(one) { Description = "Those that were heard of in the last week." }));

    /// <summary>Takes a body, no more of them at once than there is memory for.</summary>
    public static async Task<ApiAnswer> Tell<T>(
        ApiCall call,
        LiveDesk<T> desk,
        ObjectShape shape,
        Func<JsonElement, List<FieldError>, LiveBody<T>> read,
        string what,
        CancellationToken cancellation)
        where T : class, ILive<T>
    {
        if (LiveDesk<T>.RefuseToWrite(call.Caller) is { } refused)
            return refused.Refused(what);
        return await Bodies.Run(
            call.Key.Id,
            async () =>
            {
                var (root, problem) = await call.Read(shape, limit: LargestBody);
                if (problem is not null)
                    return problem;
                var errors = new List<FieldError>();
                var body = read(root, errors);
                return (await desk.Tell(call.Caller, body, errors, cancellation)).Answer(what, told => ApiAnswer.Ok(Write(told, what)));
            },
            cancellation);
    }

    public static async Task<ApiAnswer> Read<T>(
        ApiCall call,
        HttpContext http,
        ListRequest list,
        LiveDesk<T> desk,
        Func<T, JsonNode> write,
        string what,
        CancellationToken cancellation)
        where T : class, ILive<T>
    {
        if (list.Problem is not null)
            return list.Problem;
        var errors = new List<FieldError>();
        var query = new LiveQuery
        {
            Customer = ReportFilters.Text("customer", http.Request.Query, errors),
            Switch = ReportFilters.Text("switch", http.Request.Query, errors),
            Limit = list.Query.Limit,
            Cursor = list.Query.Cursor,
        };
        if (errors.Count > 0)
            return Problems.Invalid(errors);
        return (await desk.Read(call.Caller, query, cancellation)).Answer(what, view =>
        {
            var page = ListRequest.Page(view.Page, write);
            page["switches"] = new JsonArray([.. view.Switches.Select(one => Write(one, what))]);
            return ApiAnswer.Ok(page);
        });
    }

    private static JsonObject Write(LiveTold told, string what)
    {
        var answer = Write(told.Switch, what);
        answer["leftOut"] = new JsonArray(
            [.. told.LeftOut.Select(error => new JsonObject { ["field"] = error.Field, ["reason"] = error.Reason })]);
        return answer;
    }

    private static JsonObject Write(LiveSwitch one, string what) => new()
    {
        ["switch"] = one.Switch,
        ["heardAt"] = Times.Text(one.HeardAt),
        ["stale"] = one.IsStale,
        [what] = one.Count,
    };
}
