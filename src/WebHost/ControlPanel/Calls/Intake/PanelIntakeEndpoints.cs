using Portal.Calls;

namespace Portal.WebHost.ControlPanel;

/// <summary>What switches send, and corrections by a file: tried first, and then exactly that file applied.</summary>
internal static class PanelIntakeEndpoints
{
    private const string Path = "/intake";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, (StaffCall call, IntakePages pages) => pages.Show(call, null));
        routes.MapPost(Path + "/correct", Try);
        routes.MapPost(Path + "/correct/apply", Apply);
    }

    private static async Task<IResult> Try(StaffCall call, IntakePages pages, CallIntakeDesk desk, CorrectionDrafts drafts)
    {
        if (CallIntakeDesk.Refuse(call.Caller) is { } refused)
            return PanelPage.Refused(call, refused);
        var form = await call.Context.Request.ReadFormAsync(call.Aborted);
        var model = new CorrectionModel(MappingOf(form));
        if (form.Files.GetFile("file") is not { Length: > 0 } file)
            return await pages.Show(call, model with { Problem = "Choose a file first." });
        model = model with { FileName = file.FileName };
        await using (var kept = file.OpenReadStream())
            await drafts.Keep(call.Session!.Id, kept, call.Aborted);
        await using var content = file.OpenReadStream();
        var mark = await CorrectionFile.Mark(file.FileName, model.Mapping, content, call.Aborted);
        return await Take(call, pages, desk, model, content, CallCorrecting.Tried, taken => taken with { Mark = mark });
    }

    private static async Task<IResult> Apply(StaffCall call, IntakePages pages, CallIntakeDesk desk, CorrectionDrafts drafts)
    {
        if (CallIntakeDesk.Refuse(call.Caller) is { } refused)
            return PanelPage.Refused(call, refused);
        var form = await call.Context.Request.ReadFormAsync(call.Aborted);
        var (name, session) = (form["name"].ToString(), call.Session!.Id);
        var model = new CorrectionModel(MappingOf(form)) { FileName = name };
        if (await drafts.Open(session, call.Aborted) is not { } content)
        {
            var minutes = (int)CorrectionDrafts.Life.TotalMinutes;
            return await pages.Show(
                call, model with { Problem = $"A file that was tried is kept for {minutes} minutes. Choose it and try it once more." });
        }

        await using var closing = content;
        if (await CorrectionFile.Mark(name, model.Mapping, content, call.Aborted) != form["tried"])
            return await pages.Show(call, model with { Problem = "This is not the file that was tried last. Try it first." });
        var isDone = false;
        var answer = await Take(call, pages, desk, model, content, CallCorrecting.Done, taken =>
        {
            isDone = true;
            return taken with { IsApplied = true };
        });
        if (isDone)
            await drafts.Drop(session);
        return answer;
    }

    private static async Task<IResult> Take(
        StaffCall call,
        IntakePages pages,
        CallIntakeDesk desk,
        CorrectionModel model,
        Stream content,
        CallCorrecting correcting,
        Func<CorrectionModel, CorrectionModel> done)
    {
        var (mapping, unknown) = await desk.FindMapping(model.Mapping, call.Aborted);
        if (unknown is not null)
            return await Refuse(unknown);
        var (body, wrong) = CorrectionFile.Open(model.FileName!, content, mapping);
        if (body is null)
            return await Refuse(wrong!);
        await using var stream = body.Stream;
        try
        {
            var taken = await desk.Take(call.Caller, body with { Correcting = correcting }, call.Aborted);
            if (!taken.IsDone)
                return PanelPage.Refused(call, taken);
            return taken.Value.Refused is { } head ? await Refuse(head) : await pages.Show(call, done(model with
            {
                Result = taken.Value,
                Names = await desk.Names(taken.Value, call.Aborted),
            }));
        }
        catch (BrokenBodyException broken)
        {
            return await Refuse(broken.Message);
        }

        Task<IResult> Refuse(string reason) => pages.Show(call, model with { Problem = reason });
    }

    private static string? MappingOf(IFormCollection form) => form["mapping"].ToString() is { Length: > 0 } name ? name : null;
}
