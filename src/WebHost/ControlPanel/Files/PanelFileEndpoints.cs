using Portal.Brands;
using Portal.Files;
using Portal.Saving;

namespace Portal.WebHost.ControlPanel;

/// <summary>The public pictures: list, upload, delete.</summary>
internal static class PanelFileEndpoints
{
    private const int LargestPicture = 2 * 1024 * 1024;
    private const int ShownUses = 5;


    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/files", (StaffCall call, FileDesk desk, BrandDesk brands) => List(call, desk, brands, null));
        routes.MapPost("/files", Upload);
        routes.MapGet("/files/{name}/picture", Picture);
        routes.MapGet("/files/{name}/delete", AskDelete);
        routes.MapPost("/files/{name}/delete", Delete);
    }

    private static async Task<IResult> List(
        StaffCall call, FileDesk desk, BrandDesk brands, string? error, int status = StatusCodes.Status200OK)
    {
        var url = ListUrl.Of(call.Context, "/files", FileList.Plan);
        var found = await desk.List(call.Caller, null, url.Query(), call.Aborted);
        if (!found.IsDone)
            return PanelPage.Refused(call, found);
        var page = found.Value;
        var uses = new Dictionary<FileKey, IReadOnlyList<string>>();
        foreach (var file in page.Items)
            uses[file.Key] = await desk.Uses(call.Caller, file.Key, ShownUses, call.Aborted);
        var canChange = FileDesk.MayChangeSome(call.Caller);
        var owners = canChange ? await brands.Choices(call.Caller, call.Aborted) : [];
        return PanelPage.Of<FileListPage>(
            new { Call = call, Url = url, Page = page, Uses = uses, Owners = owners, Error = error, CanChange = canChange },
            error is null ? ListUrl.Status(page) : status);
    }

    /// <summary>Answers a script with JSON, a form with the page.</summary>
    private static async Task<IResult> Upload(StaffCall call, FileDesk desk, BrandDesk brands)
    {
        if (!FileDesk.MayChangeSome(call.Caller))
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
        var key = new FileKey(form["brand"].FirstOrDefault() is { Length: > 0 } brand ? brand : FileDesk.OwnerUnsaid(call.Caller), name);
        if (FileDesk.RefuseChanging(call.Caller, key) is { } refused)
            return await Refuse(refused.Outcome == DeskOutcome.Invalid
                ? "Choose the brand that the picture belongs to first."
                : "This brand doesn't exist.");
        using var memory = new MemoryStream((int)upload.Length);
        await upload.CopyToAsync(memory, call.Aborted);
        var result = await desk.Put(call.Caller, key, memory.ToArray(), call.Change(form));
        if (!result.IsDone)
            return await Refuse(result.Errors.Count > 0 ? result.Errors[0].Reason : "The file has changed in the meantime. Try again.");
        return script
            ? Results.Json(new { name, text = $"{name} ({result.Value.Width}×{result.Value.Height})" })
            : SignInEndpoints.SeeOther("/files");

        async Task<IResult> Refuse(string reason) => script
            ? Results.Json(new { error = reason }, statusCode: StatusCodes.Status422UnprocessableEntity)
            : await List(call, desk, brands, reason, StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> Picture(string name, string? brand, StaffCall call, FileDesk desk, IFileDirectory files) =>
        await desk.FindExactly(call.Caller, Key(name, brand), call.Aborted) is { IsDone: true, Value: { } file }
            && await files.Read(file.Hash, call.Aborted) is var (content, type)
            ? Results.Bytes(content, type)
            : Results.NotFound();

    private static async Task<IResult> AskDelete(string name, string? brand, StaffCall call, FileDesk desk) =>
        await desk.FindToChange(call.Caller, Key(name, brand), call.Aborted) is var found && found.IsDone
            ? (await Deleting(found.Value.Key, call, desk)).Page(call)
            : PanelPage.Refused(call, found);

    private static async Task<IResult> Delete(string name, string? brand, StaffCall call, FileDesk desk)
    {
        var found = await desk.FindToChange(call.Caller, Key(name, brand), call.Aborted);
        if (!found.IsDone)
            return PanelPage.Refused(call, found);
        var change = call.Change(await call.Context.Request.ReadFormAsync(call.Aborted));
        var result = await desk.Delete(call.Caller, found.Value.Key, change, call.Aborted);
        return result.IsDone
            ? SignInEndpoints.SeeOther("/files")
            : (await Deleting(found.Value.Key, call, desk, PanelPage.Why(result))).Page(call);
    }

    /// <summary>What deleting a picture does, and who shows it.</summary>
    private static async Task<Deletion> Deleting(FileKey key, StaffCall call, FileDesk desk, string? error = null)
    {
        var uses = await desk.Uses(call.Caller, key, ShownUses + 1, call.Aborted);
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

    private static FileKey Key(string name, string? brand) => new(string.IsNullOrEmpty(brand) ? null : brand, name);

    /// <summary>A file's own name in the form that public names have.</summary>
    private static string NameOf(string written)
    {
        var last = written[(written.LastIndexOfAny(['/', '\\']) + 1)..].Trim().ToLowerInvariant();
        return new string([.. last.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' ? c : '-')]).Trim('-', '.');
    }
}
