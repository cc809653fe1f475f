using System.Text.Json.Nodes;
using Portal.Files;
using Portal.Staff;

namespace Portal.WebHost.Api;

internal static class FileRoutes
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
        new Field("usedBy", new ListShape(new TextShape()) { Description = "domain/… and brand/…; at most 100.", Example = """["brand/acme"]""" }),
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

    private static async Task<ApiAnswer> List(ListRequest list, ApiCall call, HttpContext http, IFileDirectory files, CancellationToken cancellation)
    {
        if (list.Problem is not null)
            return list.Problem;
        var brand = Asked(http);
        if (brand is not null && !call.Rights.CanSee(brand))
            return Problems.NotFound("brand");
        var page = await files.List(list.For(call) with { Brands = brand is null ? call.OnlyBrands : [brand] }, cancellation);
        var items = new Dictionary<FileKey, JsonNode>();
        foreach (var file in page.Items)
            items[file.Key] = await Write(file, call, files, cancellation);
        return ListRequest.Answer(page, file => items[file.Key]);
    }

    private static async Task<ApiAnswer> Get(string name, ApiCall call, HttpContext http, IFileDirectory files, CancellationToken cancellation) =>
        await Seen(name, call, http, files, cancellation) is not { } file ? Problems.NotFound(What)
        : call.Conditions.Has(file.Version) ? ApiAnswer.NotModified(file.Version)
        : ApiAnswer.Ok(await Write(file, call, files, cancellation), file.Version);

    private static async Task<ApiAnswer> Put(
        string name, ApiCall call, HttpContext http, IGrainFactory grains, IFileDirectory files, CancellationToken cancellation)
    {
        var (owned, problem) = Owned(name, call, http);
        if (owned is not { } key)
            return problem!;
        var now = await files.Find(key, cancellation);
        if (call.Conditions.Match is not null && (now is null || !call.Conditions.Allow(now.Version)))
            return Problems.Changed(now?.Version ?? 0);
        if (now is not null && call.Conditions.Has(now.Version))
            return Problems.Changed(now.Version);
        if (await call.ReadBytes(LargestFile) is not { } content)
            return Problems.Invalid("file", "The file is larger than 2 MB. Make the picture smaller: it is shown at most 350 pixels wide.");

        var result = await grains.GetGrain<IFileGrain>(key.ToString()).Put(content, call.ChangeOf(now?.Version));
        if (!result.IsSaved)
            return result.Answer(What, view => view.Version, _ => ApiAnswer.NoContent());
        var body = await Write(result.Value!, call, files, cancellation);
        var location = $"{ApiPipeline.Prefix}/files/{Uri.EscapeDataString(name)}{(key.Owner is null ? "" : $"?brand={key.Owner}")}";
        return result.Answer(What, view => view.Version, view =>
            now is null ? ApiAnswer.Created(body, location, view.Version) : ApiAnswer.Ok(body, view.Version));
    }

    private static async Task<ApiAnswer> Delete(
        string name, ApiCall call, HttpContext http, IGrainFactory grains, IFileDirectory files, CancellationToken cancellation)
    {
        var (owned, problem) = Owned(name, call, http);
        if (owned is not { } key)
            return problem!;
        if (await files.Find(key, cancellation) is not { } now)
            return Problems.NotFound(What);
        if (!call.Conditions.Allow(now.Version))
            return Problems.Changed(now.Version);
        var result = await grains.GetGrain<IFileGrain>(key.ToString()).Delete(call.ChangeOf(now.Version));
        return result.Answer(What, view => view.Version, _ => ApiAnswer.NoContent());
    }

    private static string? Asked(HttpContext http) => http.Request.Query["brand"].FirstOrDefault() is { Length: > 0 } brand ? brand : null;

    /// <summary>What a caller may read: a brand's file by <c>?brand=</c>, else what its own one brand means by the name, else the platform's.</summary>
    private static async Task<FileView?> Seen(string name, ApiCall call, HttpContext http, IFileDirectory files, CancellationToken cancellation)
    {
        if (Asked(http) is { } brand)
            return call.Rights.CanSee(brand) ? await files.Find(new FileKey(brand, name), cancellation) : null;
        return await files.Resolve(name, call.Rights.OnlyBrand, cancellation);
    }

    /// <summary>What a caller may change: files of its brands, or as staff of the platform any.</summary>
    private static (FileKey? Key, ApiAnswer? Problem) Owned(string name, ApiCall call, HttpContext http)
    {
        var brand = Asked(http) ?? call.Rights.OnlyBrand;
        if (brand is not null && !call.Rights.CanSee(brand))
            return (null, Problems.NotFound("brand"));
        if (brand is null && call.Rights.IsReseller)
            return (null, Problems.Invalid("brand", $"Say which of your brands the file belongs to: ?brand={(call.Rights.Brands.Length > 0 ? call.Rights.Brands[0] : "…")}."));
        return call.Rights.Role is StaffRole.Owner or StaffRole.Admin or StaffRole.Reseller
            ? (new FileKey(brand, name), null)
            : (null, Problems.MayNotChange);
    }

    private static async Task<JsonObject> Write(FileView file, ApiCall call, IFileDirectory files, CancellationToken cancellation) => new()
    {
        ["name"] = file.Name,
        ["owner"] = file.Owner,
        ["type"] = file.Type,
        ["width"] = file.Width,
        ["height"] = file.Height,
        ["bytes"] = file.Bytes,
        ["usedBy"] = JsonList.Of(await files.Uses(file.Key, call.OnlyBrands, MostUses, cancellation)),
        ["version"] = file.Version,
        ["changedAt"] = Times.Text(file.ChangedAt),
    };
}
