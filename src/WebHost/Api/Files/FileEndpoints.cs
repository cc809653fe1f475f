using System.Text.Json.Nodes;
using Portal.Files;

namespace Portal.WebHost.Api;

internal static class FileEndpoints
{
    private const string What = "file";
    private const int LargestFile = 2 * 1024 * 1024;
    private const int MostUses = 100;

    private static readonly (string, string) OfBrand = (
        "brand", "The brand that it belongs to; without it, the platform's file, or, for a key limited to one brand, that brand's.");

    private static readonly ObjectShape File = new(
        "File",
        new Field("name", new TextShape { Example = "\"acme.png\"" }),
        new Field(
            "owner",
            new TextShape
            {
                Description = "The brand that it belongs to; null: the platform's, which all brands may use.",
                Nullable = true,
            }),
        new Field("type", new TextShape { Description = "Media type of what is served." }),
        new Field("width", new NumberShape { Description = "Pixels." }),
        new Field("height", new NumberShape { Description = "Pixels." }),
        new Field("bytes", new NumberShape()),
        new Field(
            "usedBy",
            new ListShape(new TextShape()) { Description = "domain/… and brand/…; at most 100.", Example = """["brand/acme"]""" }),
        new Field("version", new NumberShape()),
        new Field("changedAt", new TextShape { Format = "date-time" }));

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/files", List).Does(
            new("List public files", "files.read")
            {
                Query = [("brand", "Files of this brand, in addition to the platform's.")],
                Lists = File,
                Plan = FileList.Plan,
                Refuses = [404, 422],
            });
        api.MapGet("/files/{name}", Get).Does(new("Read about a public file", "files.read")
        {
            Query = [OfBrand],
            Gives = File,
            Statuses = [200, 304],
            Refuses = [404],
            Versioned = true,
        });
        api.MapPut("/files/{name}", Put).Does(new("Upload a public file", "files.write")
        {
            Description = "The body is the picture: JPG, PNG or GIF, at most 2 MB. It is decoded and re-encoded. 201 when it is new.",
            Query = [OfBrand],
            TakesBytes = true,
            Gives = File,
            Statuses = [200, 201],
            Refuses = [403, 404, 412, 422],
            Versioned = true,
        });
        api.MapDelete("/files/{name}", Delete).Does(new("Delete a public file", "files.write")
        {
            Description = "409 while domains or brands use it.",
            Query = [OfBrand],
            Statuses = [204],
            Refuses = [404, 409, 412, 422],
            Versioned = true,
        });
    }

    private static long Version(FileView view) => view.Version;

    private static async Task<ApiAnswer> List(
        ListRequest list, ApiCall call, HttpContext http, FileDesk desk, CancellationToken cancellation)
    {
        if (list.Problem is not null)
            return list.Problem;
        var found = await desk.List(call.Caller, Asked(http), list.Query, cancellation);
        if (!found.IsDone)
            return found.Refused("brand");
        var items = new Dictionary<FileKey, JsonNode>();
        foreach (var file in found.Value.Items)
            items[file.Key] = await Write(file, call, desk, cancellation);
        return ListRequest.Answer(found.Value, file => items[file.Key]);
    }

    private static async Task<ApiAnswer> Get(string name, ApiCall call, HttpContext http, FileDesk desk, CancellationToken cancellation)
    {
        var found = await desk.Find(call.Caller, name, Asked(http), cancellation);
        return !found.IsDone ? found.Refused(What)
            : call.Conditions.Has(found.Value.Version) ? ApiAnswer.NotModified(found.Value.Version)
            : ApiAnswer.Ok(await Write(found.Value, call, desk, cancellation), found.Value.Version);
    }

    private static async Task<ApiAnswer> Put(string name, ApiCall call, HttpContext http, FileDesk desk, CancellationToken cancellation)
    {
        var key = Key(name, call, http);
        if (FileDesk.RefuseChanging(call.Caller, key) is { } refused)
            return refused.Refused("brand");
        var now = (await desk.FindExactly(call.Caller, key, cancellation)).Value;
        if (call.Conditions.Match is not null && (now is null || !call.Conditions.Allow(now.Version)))
            return Problems.Changed(now?.Version ?? 0);
        if (now is not null && call.Conditions.Has(now.Version))
            return Problems.Changed(now.Version);
        if (await call.ReadBytes(LargestFile) is not { } content)
            return Problems.Invalid("file", "The file is larger than 2 MB. Make the picture smaller: it is shown at most 350 pixels wide.");

        var result = await desk.Put(call.Caller, key, content, call.ChangeOf(now?.Version));
        var body = result.IsDone ? await Write(result.Value, call, desk, cancellation) : [];
        var location = $"{ApiPipeline.Prefix}/files/{Uri.EscapeDataString(name)}{(key.Owner is null ? "" : $"?brand={key.Owner}")}";
        return result.Answer(What, Version, view =>
            now is null ? ApiAnswer.Created(body, location, view.Version) : ApiAnswer.Ok(body, view.Version));
    }

    private static async Task<ApiAnswer> Delete(string name, ApiCall call, HttpContext http, FileDesk desk, CancellationToken cancellation)
    {
        var key = Key(name, call, http);
        return FileDesk.RefuseChanging(call.Caller, key) is { } refused
            ? refused.Refused("brand")
            : await Removal.Run(
                call,
                What,
                () => desk.FindToChange(call.Caller, key, cancellation),
                Version,
                change => desk.Delete(call.Caller, key, change, cancellation));
    }

    private static FileKey Key(string name, ApiCall call, HttpContext http) => new(Asked(http) ?? FileDesk.OwnerUnsaid(call.Caller), name);

    private static string? Asked(HttpContext http) => http.Request.Query["brand"].FirstOrDefault() is { Length: > 0 } brand ? brand : null;

    private static async Task<JsonObject> Write(FileView file, ApiCall call, FileDesk desk, CancellationToken cancellation) => new()
    {
        ["name"] = file.Name,
        ["owner"] = file.Owner,
        ["type"] = file.Type,
        ["width"] = file.Width,
        ["height"] = file.Height,
        ["bytes"] = file.Bytes,
        ["usedBy"] = JsonList.Of(await desk.Uses(call.Caller, file.Key, MostUses, cancellation)),
        ["version"] = file.Version,
        ["changedAt"] = Times.Text(file.ChangedAt),
    };
}
