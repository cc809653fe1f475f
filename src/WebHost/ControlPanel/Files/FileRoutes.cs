using Portal.Domains;
using Portal.Files;
using Portal.Staff;

namespace Portal.WebHost.ControlPanel;

/// <summary>The public pictures: list, upload, delete.</summary>
internal static class FileRoutes
{
    private const int LargestPicture = 2 * 1024 * 1024;
    private const int ShownUses = 5;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/files", (StaffCall call, IFileDirectory files, IDomainDirectory domains) => List(call, files, domains, null));
        routes.MapPost("/files", Upload);
        routes.MapGet("/files/{name}/picture", Picture);
        routes.MapGet("/files/{name}/delete", AskDelete);
        routes.MapPost("/files/{name}/delete", Delete);
    }

    private static bool MayChange(StaffCall call) => call.Rights.Role is StaffRole.Owner or StaffRole.Admin or StaffRole.Reseller;

    private static async Task<IResult> List(StaffCall call, IFileDirectory files, IDomainDirectory domains, string? error, int status = StatusCodes.Status200OK)
    {
        var url = ListUrl.Of(call.Context) with { Path = "/files" };
        var page = await files.List(url.Query(call) with { Brands = null }, call.Aborted);
        var uses = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var file in page.Items)
            uses[file.Name] = await domains.UsesOfFile(file.Name, call.OnlyBrands, ShownUses, call.Aborted);
        return PanelPage.Of<FileListPage>(new { Call = call, Url = url, Page = page, Uses = uses, Error = error, CanChange = MayChange(call) }, status);
    }

    /// <summary>Answers a script with JSON, a form with the page.</summary>
    private static async Task<IResult> Upload(StaffCall call, IGrainFactory grains, IFileDirectory files, IDomainDirectory domains)
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
        // A reseller can't replace a picture that others may show.
        if (call.Rights.IsReseller && await files.Find(name, call.Aborted) is not null)
            return await Refuse($"There is a file {name} already. Give yours another name.");
        using var memory = new MemoryStream((int)upload.Length);
        await upload.CopyToAsync(memory, call.Aborted);
        var result = await grains.GetGrain<IFileGrain>(name).Put(memory.ToArray(), call.Change(form));
        if (!result.IsSaved)
            return await Refuse(result.Errors.Length > 0 ? result.Errors[0].Reason : "The file was changed meanwhile. Try again.");
        return script ? Results.Json(new { name, text = $"{name} ({result.Value!.Width}×{result.Value.Height})" }) : SignInRoutes.SeeOther("/files");

        async Task<IResult> Refuse(string reason) => script
            ? Results.Json(new { error = reason }, statusCode: StatusCodes.Status422UnprocessableEntity)
            : await List(call, files, domains, reason, StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> Picture(string name, StaffCall call, IFileDirectory files)
    {
        if (await files.Find(name, call.Aborted) is not { } file || await files.Read(file.Hash, call.Aborted) is not var (content, type))
            return Results.NotFound();
        return Results.Bytes(content, type);
    }

    private static async Task<IResult> AskDelete(string name, StaffCall call, IFileDirectory files, IDomainDirectory domains) =>
        call.Rights.Role is not (StaffRole.Owner or StaffRole.Admin) ? PanelPage.Forbidden(call)
        : await files.Find(name, call.Aborted) is null ? PanelPage.NotFound(call)
        : (await Deleting(name, call, domains)).Page(call);

    private static async Task<IResult> Delete(string name, StaffCall call, IGrainFactory grains, IFileDirectory files, IDomainDirectory domains)
    {
        if (call.Rights.Role is not (StaffRole.Owner or StaffRole.Admin))
            return PanelPage.Forbidden(call);
        if (await files.Find(name, call.Aborted) is null)
            return PanelPage.NotFound(call);
        var result = await grains.GetGrain<IFileGrain>(name).Delete(call.Change(await call.Context.Request.ReadFormAsync(call.Aborted)));
        return result.IsSaved ? SignInRoutes.SeeOther("/files") : (await Deleting(name, call, domains, Deletion.Reason(result))).Page(call);
    }

    /// <summary>What deleting a picture does, and who shows it.</summary>
    private static async Task<Deletion> Deleting(string name, StaffCall call, IDomainDirectory domains, string? error = null)
    {
        var uses = await domains.UsesOfFile(name, call.OnlyBrands, ShownUses + 1, call.Aborted);
        return new Deletion
        {
            Section = "files",
            Name = name,
            Back = "/files",
            Action = $"/files/{name}/delete",
            AsksName = false,
            InTheWay =
            [
                .. uses.Take(ShownUses).Select(use => new Consequence($"{use[(use.IndexOf('/', StringComparison.Ordinal) + 1)..]} shows it. Choose another picture there, or none.", FileListPage.Link(use))),
                .. uses.Count > ShownUses ? (Consequence[])[new("More domains and brands show it.")] : [],
            ],
            Follows = [new("The picture is gone. Nothing shows it now; mails that were sent with it lose it too.")],
            Error = error,
        };
    }

    /// <summary>A file's own name in the form that public names have.</summary>
    private static string NameOf(string written)
    {
        var last = written[(written.LastIndexOfAny(['/', '\\']) + 1)..].Trim().ToLowerInvariant();
        return new string([.. last.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' ? c : '-')]).Trim('-', '.');
    }
}
