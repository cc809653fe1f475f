using System.Text;
using System.Text.Json.Nodes;
using Portal.Calls;
using Portal.Saving;

namespace Portal.WebHost.Api;

/// <summary>How records of switches become calls.</summary>
internal static class MappingEndpoints
{
    private const string What = "mapping";
    private const string Path = "/mappings/{name}";

    private static readonly ObjectShape Mappings = new("MappingList", new Field("items", new ListShape(MappingDocument.Mapping.Shape)));

    private static readonly ObjectShape Tried = new(
        "MappingTrial",
        new Field("items", new ListShape(new ObjectShape(
            "TriedRecord",
            new Field("line", new NumberShape { Description = "Counted from 1; of json, the object's number." }),
            new Field("call", CallDocument.Shape with { Nullable = true, Description = "As it would be stored; null: none can be made." }),
            new Field("reason", new TextShape { Nullable = true, Description = "Why it would not be stored; null: it would." })))),
        new Field("more", new NumberShape { Description = "How many records are left out." }));

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/mappings", List).Does(new("List mappings", MappingDesk.Reading)
        {
            Description = "Yours, then those that came with the program.",
            Gives = Mappings,
        });
        api.MapGet(Path, Get).Does(ApiOperation.Reads("Read a mapping", MappingDesk.Reading, MappingDocument.Mapping.Shape));
        var replace = ApiOperation.Replaces("Make or replace a mapping", MappingDesk.Writing, MappingDocument.Mapping.Shape);
        api.MapPut(Path, Put).Does(replace with
        {
            Description = "201 when it is new. 409 for one that came with the program.",
            Statuses = [200, 201],
        });
        api.MapDelete(Path, Delete).Does(ApiOperation.Deletes("Delete a mapping", MappingDesk.Writing));
        api.MapPost(Path + "/try", Try).Does(new("Try a mapping", MappingDesk.Reading)
        {
            Description = $"The body is a sample as the switch writes it, at most {MappingTrial.Largest / 1024} KiB. Nothing is stored; the "
                + $"first {MappingTrial.MostLines} records are answered.",
            TakesBytes = true,
            Gives = Tried,
            Refuses = [404, 413, 422],
        });
    }

    private static long Version(MappingView view) => view.Version;

    private static async Task<ApiAnswer> List(ApiCall call, MappingDesk desk, CancellationToken cancellation) =>
        MappingDesk.Refuse(call.Caller, changes: false) is { } refused
            ? refused.Refused(What)
            : ApiAnswer.Ok(new JsonObject
            {
                ["items"] = new JsonArray([.. (await desk.All(call.Caller, cancellation)).Select(MappingDocument.Write)]),
            });

    private static async Task<ApiAnswer> Get(string name, ApiCall call, MappingDesk desk, CancellationToken cancellation) =>
        (await desk.Find(call.Caller, name, cancellation)).Answer(What, Version, view => call.Conditions.Has(view.Version)
            ? ApiAnswer.NotModified(view.Version)
            : ApiAnswer.Ok(MappingDocument.Write(view), view.Version));

    private static async Task<ApiAnswer> Put(string name, ApiCall call, MappingDesk desk, CancellationToken cancellation)
    {
        var found = await desk.FindToChange(call.Caller, name, cancellation);
        if (found.Outcome is not (DeskOutcome.Done or DeskOutcome.NotFound))
            return found.Refused(What);
        var now = found.Value;
        if ((call.Conditions.Match is not null && (now is null || !call.Conditions.Allow(now.Version)))
            || (now is not null && call.Conditions.Has(now.Version)))
            return Problems.Changed(now?.Version ?? 0);
        var (body, problem) = await call.Read(MappingDocument.Mapping.Shape);
        if (problem is not null)
            return problem;
        var errors = new List<FieldError>();
        var settings = MappingDocument.Mapping.FromJson(body, errors);
        if (settings.Name.Length > 0 && settings.Name != name)
            errors.Add(new("name", $"A mapping's name can't be changed: this is {name}."));
        settings = settings with { Name = name };
        var result = now is null
            ? await desk.Create(call.Caller, settings, errors, call.Change(), cancellation)
            : await desk.Save(call.Caller, settings, errors, call.ChangeOf(now.Version), cancellation);
        return result.Answer(What, Version, view => now is null
            ? ApiAnswer.Created(MappingDocument.Write(view), $"{ApiPipeline.Prefix}/mappings/{name}", view.Version)
            : ApiAnswer.Ok(MappingDocument.Write(view), view.Version));
    }

    private static Task<ApiAnswer> Delete(string name, ApiCall call, MappingDesk desk, CancellationToken cancellation) => Removal.Run(
        call,
        What,
        () => desk.FindToChange(call.Caller, name, cancellation),
        Version,
        change => desk.Delete(call.Caller, name, change, cancellation));

    private static async Task<ApiAnswer> Try(string name, ApiCall call, MappingDesk desk, CancellationToken cancellation)
    {
        var found = await desk.Find(call.Caller, name, cancellation);
        if (!found.IsDone)
            return found.Refused(What);
        if (await call.ReadBytes(MappingTrial.Largest) is not { } sample)
            return Problems.Make(413, $"A sample has at most {MappingTrial.Largest / 1024} KiB. Send a few records.");
        var tried = await desk.Try(call.Caller, found.Value.Settings, [], Encoding.UTF8.GetString(sample), cancellation);
        return tried.Value is { Refused: { } reason }
            ? Problems.Invalid("head", reason)
            : tried.Answer(What, Write);
    }

    private static ApiAnswer Write(Trial trial) => ApiAnswer.Ok(new JsonObject
    {
        ["items"] = new JsonArray([.. trial.Lines.Select(line => new JsonObject
        {
            ["line"] = line.Line,
            ["call"] = line.Call is { } call ? CallDocument.ToJson(call) : null,
            ["reason"] = line.Reason,
        })]),
        ["more"] = trial.More,
    });
}
