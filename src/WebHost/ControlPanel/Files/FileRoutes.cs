using Portal.Brands;
using Portal.Files;
using Portal.Staff;
using Portal.Storage;

namespace Portal.WebHost.ControlPanel;

/// <summary>The public pictures: list, upload, delete.</summary>
internal static class FileRoutes
{
    private const int LargestPicture = 2 * 1024 * 1024;
    private const int ShownUses = 5;

    private const int MostBrands = 200;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/files", (StaffCall call, IFileDirectory files, IBrandDirectory brands) => List(call, files, brands, null));
        routes.MapPost("/files", Upload);
        routes.MapGet("/files/{name}/picture", Picture);
        routes.MapGet("/files/{name}/delete", AskDelete);
        routes.MapPost("/files/{name}/delete", Delete);
    }

    private static bool MayChange(StaffCall call) => call.Rights.Role is StaffRole.Owner or StaffRole.Admin or StaffRole.Reseller;

    /// <summary>Whether this caller replaces and deletes it: staff of the platform all, resellers what belongs to their brands.</summary>
    public static bool MayChange(StaffCall call, FileKey key) => MayChange(call) && (!call.Rights.IsReseller || call.Rights.CanSee(key.Owner));

    private static async Task<IResult> List(
        StaffCall call, IFileDirectory files, IBrandDirectory brands, string? error, int status = StatusCodes.Status200OK)
    {
        var url = ListUrl.Of(call.Context, "/files", FileList.Plan);
        var page = await files.List(url.Query(call), call.Aborted);
        var uses = new Dictionary<FileKey, IReadOnlyList<string>>();
        foreach (var file in page.Items)
            uses[file.Key] = await files.Uses(file.Key, call.OnlyBrands, ShownUses, call.Aborted);
        var owners = MayChange(call) ? (await brands.List(new ListQuery(null, MostBrands, null, call.OnlyBrands), call.Aborted)).Items : [];
        return PanelPage.Of<FileListPage>(
            new { Call = call, Url = url, Page = page, Uses = uses, Owners = owners, Error = error, CanChange = MayChange(call) },
            error is null ? ListUrl.Status(page) : status);
    }

    /// <summary>Answers a script with JSON, a form with the page.</summary>
    private static async Task<IResult> Upload(StaffCall call, IGrainFactory grains, IFileDirectory files, IBrandDirectory brands)
    {
        if (!MayChange(call))
            return PanelPage.Forbidden(call);
        var form = await call.Context.Request.ReadFormAsync(call.Aborted);
        var script = call.Context.Request.Headers.Accept.ToString().Contains("application/json", StringComparison.Ordinal);
        if (form.Files.GetFile("file") is not { Length: > 0 } upload)
            return await Refuse("Choose a picture first.");
        if (upload.Length > LargestPicture)
            return await Refuse("The picture is larger than 2 MB. Make it smaller and try again.");

        var name = NameOf(upload.FileName);
        if (FileName.Check(name) is { Length: > 0 } wrong)
            return await Refuse(wrong);
        var key = new FileKey(form["brand"].FirstOrDefault() is { Length: > 0 } brand ? brand : call.Rights.OnlyBrand, name);
        if (key.Owner is null && call.Rights.IsReseller)
            return await Refuse("Choose the brand that the picture belongs to first.");
        if (!MayChange(call, key))
            return await Refuse("This brand doesn't exist.");
        using var memory = new MemoryStream((int)upload.Length);
        await upload.CopyToAsync(memory, call.Aborted);
        var result = await grains.GetGrain<IFileGrain>(key.ToString()).Put(memory.ToArray(), call.Change(form));
        if (!result.IsSaved)
            return await Refuse(result.Errors.Length > 0 ? result.Errors[0].Reason : "The file has changed in the meantime. Try again.");
        return script ? Results.Json(new { name, text = $"{name} ({result.Value!.Width}×{result.Value.Height})" }) : SignInRoutes.SeeOther("/files");

        async Task<IResult> Refuse(string reason) => script
            ? Results.Json(new { error = reason }, statusCode: StatusCodes.Status422UnprocessableEntity)
            : await List(call, files, brands, reason, StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> Picture(string name, string? brand, StaffCall call, IFileDirectory files)
    {
        if (await Find(name, brand, call, files) is not { } file || await files.Read(file.Hash, call.Aborted) is not var (content, type))
            return Results.NotFound();
        return Results.Bytes(content, type);
    }

    private static async Task<IResult> AskDelete(string name, string? brand, StaffCall call, IFileDirectory files) =>
        await Find(name, brand, call, files) is not { } file ? PanelPage.NotFound(call)
        : !MayChange(call, file.Key) ? PanelPage.Forbidden(call)
        : (await Deleting(file.Key, call, files)).Page(call);

    private static async Task<IResult> Delete(string name, string? brand, StaffCall call, IGrainFactory grains, IFileDirectory files)
    {
        if (await Find(name, brand, call, files) is not { } file)
            return PanelPage.NotFound(call);
        if (!MayChange(call, file.Key))
            return PanelPage.Forbidden(call);
        var result = await grains.GetGrain<IFileGrain>(file.Key.ToString()).Delete(call.Change(await call.Context.Request.ReadFormAsync(call.Aborted)));
        return result.IsSaved ? SignInRoutes.SeeOther("/files") : (await Deleting(file.Key, call, files, Deletion.Reason(result))).Page(call);
    }

    /// <summary>What deleting a picture does, and who shows it.</summary>
    private static async Task<Deletion> Deleting(FileKey key, StaffCall call, IFileDirectory files, string? error = null)
    {
        var uses = await files.Uses(key, call.OnlyBrands, ShownUses + 1, call.Aborted);
        return new Deletion
        {
            Section = "files",
            Name = key.Name,
            Back = "/files",
            Action = $"/files/{key.Name}/delete{(key.Owner is null ? "" : $"?brand={key.Owner}")}",
            AsksName = false,
            InTheWay =
            [
                .. uses.Take(ShownUses).Select(
                    use => new Consequence(
                        $"{use[(use.IndexOf('/', StringComparison.Ordinal) + 1)..]} uses it. Choose another picture there, or none.",
                        FileListPage.Link(use))),
                .. uses.Count > ShownUses ? (Consequence[])[new("More domains and brands use it.")] : [],
            ],
            Follows = [new("The picture is deleted. No page uses it now; e-mails already sent with it lose it too.")],
            Error = error,
        };
    }

    /// <summary>The platform's are seen by all, a brand's by its own: another's is not there.</summary>
    private static async Task<FileView?> Find(string name, string? brand, StaffCall call, IFileDirectory files) =>
        string.IsNullOrEmpty(brand) ? await files.Find(new FileKey(null, name), call.Aborted)
        : call.Rights.CanSee(brand) ? await files.Find(new FileKey(brand, name), call.Aborted)
        : null;

    /// <summary>A file's own name in the form that public names have.</summary>
    private static string NameOf(string written)
    {
        var last = written[(written.LastIndexOfAny(['/', '\\']) + 1)..].Trim().ToLowerInvariant();
        return new string([.. last.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' ? c : '-')]).Trim('-', '.');
    }
}
