using System.Text.Json.Nodes;
using Portal.Domains;
using Portal.Files;
using Portal.Staff;

namespace Portal.WebHost.Api;

internal static class FileRoutes
{
    private const string What = "file";
    private const int LargestFile = 2 * 1024 * 1024;
    private const int MostUses = 100;

    private static readonly ObjectShape File = new(
        "File",
        new Field("name", new TextShape { Example = "\"acme.png\"" }),
        new Field("type", new TextShape { Description = "Media type of what is served." }),
        new Field("width", new NumberShape { Description = "Pixels." }),
        new Field("height", new NumberShape { Description = "Pixels." }),
        new Field("bytes", new NumberShape()),
        new Field("usedBy", new ListShape(new TextShape()) { Description = "domain/… and brand/…; at most 100.", Example = """["brand/acme"]""" }),
        new Field("version", new NumberShape()),
        new Field("changedAt", new TextShape { Format = "date-time" }));

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/files", List).Does(new("List public files", "files.read") { Lists = File, Refuses = [422] });
        api.MapGet("/files/{name}", Get).Does(new("Read about a public file", "files.read")
        {
            Gives = File,
            Statuses = [200, 304],
            Refuses = [404],
            Versioned = true,
        });
        api.MapPut("/files/{name}", Put).Does(new("Upload a public file", "files.write")
        {
            Description = "The body is the picture: jpg, png or gif, at most 2 MB. It is decoded and written again. 201 when it is new.",
            TakesBytes = true,
            Gives = File,
            Statuses = [200, 201],
            Refuses = [403, 412, 422],
            Versioned = true,
        });
        api.MapDelete("/files/{name}", Delete).Does(new("Delete a public file", "files.write")
        {
            Description = "409 while domains or brands show it.",
            Statuses = [204],
            Refuses = [404, 409, 412],
            Versioned = true,
        });
    }

    private static async Task<ApiAnswer> List(ListRequest list, ApiCall call, IFileDirectory files, IDomainDirectory domains, CancellationToken cancellation)
    {
        if (list.Problem is not null)
            return list.Problem;
        var page = await files.List(list.Query, cancellation);
        var items = new Dictionary<string, JsonNode>(StringComparer.Ordinal);
        foreach (var file in page.Items)
            items[file.Name] = await Write(file, call, domains, cancellation);
        return ListRequest.Answer(page, file => items[file.Name]);
    }

    private static async Task<ApiAnswer> Get(
        string name, ApiCall call, IFileDirectory files, IDomainDirectory domains, CancellationToken cancellation) =>
        await files.Find(name, cancellation) is not { } file ? Problems.NotFound(What)
        : call.Conditions.Has(file.Version) ? ApiAnswer.NotModified(file.Version)
        : ApiAnswer.Ok(await Write(file, call, domains, cancellation), file.Version);

    private static async Task<ApiAnswer> Put(
        string name, ApiCall call, IGrainFactory grains, IFileDirectory files, IDomainDirectory domains, CancellationToken cancellation)
    {
        var now = await files.Find(name, cancellation);
        if (await Refuse(name, now is not null, call, domains, cancellation) is { } refused)
            return refused;
        if (call.Conditions.Match is not null && (now is null || !call.Conditions.Allow(now.Version)))
            return Problems.Changed(now?.Version ?? 0);
        if (now is not null && call.Conditions.Has(now.Version))
            return Problems.Changed(now.Version);
        if (await call.ReadBytes(LargestFile) is not { } content)
            return Problems.Invalid("file", "The file is larger than 2 MB. Save the picture smaller: 350 pixels of width are shown at most.");

        var result = await grains.GetGrain<IFileGrain>(name).Put(content, call.Change(call.Conditions.NamesVersions ? now?.Version : null));
        if (!result.IsSaved)
            return result.Answer(What, view => view.Version, _ => ApiAnswer.NoContent());
        var body = await Write(result.Value!, call, domains, cancellation);
        var location = ApiPipeline.Prefix + "/files/" + Uri.EscapeDataString(name);
        return result.Answer(What, view => view.Version, view =>
            now is null ? ApiAnswer.Created(body, location, view.Version) : ApiAnswer.Ok(body, view.Version));
    }

    private static async Task<ApiAnswer> Delete(
        string name, ApiCall call, IGrainFactory grains, IFileDirectory files, IDomainDirectory domains, CancellationToken cancellation)
    {
        if (await files.Find(name, cancellation) is not { } now)
            return Problems.NotFound(What);
        if (await Refuse(name, exists: true, call, domains, cancellation) is { } refused)
            return refused;
        if (!call.Conditions.Allow(now.Version))
            return Problems.Changed(now.Version);
        var result = await grains.GetGrain<IFileGrain>(name).Delete(call.Change(call.Conditions.NamesVersions ? now.Version : null));
        return result.Answer(What, view => view.Version, _ => ApiAnswer.NoContent());
    }

    /// <summary>Files have no owner. Resellers replace and delete those that their own brands show and nobody else does.</summary>
    private static async Task<ApiAnswer?> Refuse(string name, bool exists, ApiCall call, IDomainDirectory domains, CancellationToken cancellation)
    {
        if (!call.Rights.IsReseller)
            return call.Rights.Role is StaffRole.Owner or StaffRole.Admin ? null : Problems.Forbidden("This key's role may read but not change.");
        if (!exists)
            return null;
        var uses = await domains.UsesOfFile(name, null, MostUses, cancellation);
        // As many as were asked for: there may be more, of others.
        return uses.Count is > 0 and < MostUses && (await domains.UsesOfFile(name, call.OnlyBrands, MostUses, cancellation)).Count == uses.Count
            ? null
            : Problems.Forbidden("This file isn't your brands' alone. Upload yours under another name.");
    }

    private static async Task<JsonObject> Write(FileView file, ApiCall call, IDomainDirectory domains, CancellationToken cancellation) => new()
    {
        ["name"] = file.Name,
        ["type"] = file.Type,
        ["width"] = file.Width,
        ["height"] = file.Height,
        ["bytes"] = file.Bytes,
        ["usedBy"] = LookShape.Texts(await domains.UsesOfFile(file.Name, call.OnlyBrands, MostUses, cancellation)),
        ["version"] = file.Version,
        ["changedAt"] = Times.Text(file.ChangedAt),
    };
}
