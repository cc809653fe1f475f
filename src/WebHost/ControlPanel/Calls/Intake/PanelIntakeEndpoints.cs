using Portal.Calls;

namespace Portal.WebHost.ControlPanel;

/// <summary>What switches send, and corrections by a file: tried first, and then exactly that file applied.</summary>
internal static class PanelIntakeEndpoints
{
    private const string Path = "/intake";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, (StaffCall call, IntakePages pages) => pages.Show(call, null));
        routes.MapPost(Path + "/correct", Correct);
    }

    private static async Task<IResult> Correct(StaffCall call, IntakePages pages, CallIntakeDesk desk)
    {
        if (CallIntakeDesk.Refuse(call.Caller) is { } refused)
            return PanelPage.Refused(call, refused);
        var form = await call.Context.Request.ReadFormAsync(call.Aborted);
        var model = new CorrectionModel(form["mapping"].ToString() is { Length: > 0 } name ? name : null);
        if (form.Files.GetFile("file") is not { Length: > 0 } file)
            return await Refuse("Choose a file first.");
        model = model with { FileName = file.FileName };
        var (mapping, unknown) = await desk.FindMapping(model.Mapping, call.Aborted);
        if (unknown is not null)
            return await Refuse(unknown);
        var hash = await CorrectionFile.Hash(file, call.Aborted);
        var isApplied = form["do"] == "apply";
        if (isApplied && form["tried"] != hash)
            return await Refuse("This is not the file that was tried. Try it first.");
        var (body, wrong) = CorrectionFile.Open(file, mapping);
        if (body is null)
            return await Refuse(wrong!);
        await using var stream = body.Stream;
        try
        {
            var taken = await desk.Take(
                call.Caller, body with { Correcting = isApplied ? CallCorrecting.Done : CallCorrecting.Tried }, call.Aborted);
            if (!taken.IsDone)
                return PanelPage.Refused(call, taken);
            if (taken.Value.Refused is { } head)
                return await Refuse(head);
            return await pages.Show(call, model with
            {
                Result = taken.Value,
                IsApplied = isApplied,
                Hash = isApplied ? null : hash,
                Names = await desk.Names(taken.Value, call.Aborted),
            });
        }
        catch (BrokenBodyException broken)
        {
            return await Refuse(broken.Message);
        }

        Task<IResult> Refuse(string reason) => pages.Show(call, model with { Problem = reason });
    }
}
