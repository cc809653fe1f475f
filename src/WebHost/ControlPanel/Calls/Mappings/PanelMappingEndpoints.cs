using Portal.Calls;
using Portal.Saving;

namespace Portal.WebHost.ControlPanel;

/// <summary>Mappings: a list, a form with a sample to try it on, copying, deleting.</summary>
internal static class PanelMappingEndpoints
{
    private const string Path = "/mappings";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, List);
        routes.MapGet(Path + "/new", New);
        routes.MapPost(Path + "/new", Create);
        routes.MapPost(Path + "/new/try", (StaffCall call, MappingDesk desk) => Try(null, call, desk));
        routes.MapGet(Path + "/{name}", Show);
        routes.MapPost(Path + "/{name}", Save);
        routes.MapPost(Path + "/{name}/try", (string name, StaffCall call, MappingDesk desk) => Try(name, call, desk));
        routes.MapGet(Path + "/{name}/delete", AskDelete);
        routes.MapPost(Path + "/{name}/delete", Delete);
    }

    private static async Task<IResult> List(StaffCall call, MappingDesk desk) =>
        MappingDesk.Refuse(call.Caller, changes: false) is { } refused
            ? PanelPage.Refused(call, refused)
            : PanelPage.Of<MappingListPage>(new { Call = call, Mappings = await desk.All(call.Caller, call.Aborted) });

    /// <param name="copy">The name of one that it begins as.</param>
    private static async Task<IResult> New(string? copy, StaffCall call, MappingDesk desk)
    {
        if (MappingDesk.Refuse(call.Caller, changes: true) is { } refused)
            return PanelPage.Refused(call, refused);
        var settings = MappingDocument.Mapping.Absent();
        if (copy is not null)
        {
            var found = await desk.Find(call.Caller, copy, call.Aborted);
            if (!found.IsDone)
                return PanelPage.Refused(call, found);
            var name = copy.Length > 59 ? "" : copy + "-copy";
            settings = found.Value.Settings with { Name = name };
        }

        return new MappingModel
        {
            Call = call,
            Values = MappingDocument.Mapping.ToForm(settings),
            Sample = SampleOf(copy),
        }.Page();
    }

    private static async Task<IResult> Create(StaffCall call, MappingDesk desk)
    {
        var posted = await call.Context.Request.ReadFormAsync(call.Aborted);
        var (values, errors) = (FormValues.From(posted), new List<FieldError>());
        var settings = MappingDocument.Mapping.FromForm(values, errors);
        var result = await desk.Create(call.Caller, settings, errors, call.Change(posted), call.Aborted);
        return result.IsDone ? SignInEndpoints.SeeOther($"{Path}/{settings.Name}?done=saved") : Again(call, null, values, result);
    }

    private static async Task<IResult> Show(string name, string? done, StaffCall call, MappingDesk desk) =>
        await desk.Find(call.Caller, name, call.Aborted) is var found && found.IsDone
            ? new MappingModel
            {
                Call = call,
                Mapping = found.Value,
                Values = MappingDocument.Mapping.ToForm(found.Value.Settings),
                Sample = SampleOf(name),
                Saved = done is not null,
            }.Page()
            : PanelPage.Refused(call, found);

    private static async Task<IResult> Save(string name, StaffCall call, MappingDesk desk, LastChange last)
    {
        var found = await desk.FindToChange(call.Caller, name, call.Aborted);
        if (!found.IsDone)
            return PanelPage.Refused(call, found);
        var posted = await call.Context.Request.ReadFormAsync(call.Aborted);
        var (values, errors) = (FormValues.From(posted), new List<FieldError>());
        values.Set("name", name);
        var settings = MappingDocument.Mapping.Keep(MappingDocument.Mapping.FromForm(values, errors), found.Value.Settings);
        var result = await desk.Save(call.Caller, settings, errors, call.Change(posted, StaffCall.Version(posted)), call.Aborted);
        return result.Outcome switch
        {
            DeskOutcome.Done => SignInEndpoints.SeeOther($"{Path}/{name}?done=saved"),
            DeskOutcome.Changed => new MappingModel
            {
                Call = call,
                Mapping = result.Value,
                Values = values.Meet(MappingDocument.Mapping.ToForm(result.Value!.Settings), out var theirs),
                Sample = values.One("sample") ?? "",
                Theirs = theirs,
                By = await last.Of(call, result.Value.Settings, ["mapping."], "mapping/" + name),
            }.Page(StatusCodes.Status409Conflict),
            DeskOutcome.NotFound or DeskOutcome.Forbidden or DeskOutcome.Invalid or DeskOutcome.InTheWay or DeskOutcome.Busy =>
                Again(call, found.Value, values, result),
        };
    }

    /// <summary>What a sample gives by what stands in the form, which isn't saved by it; of one that nobody changes, as it is.</summary>
    /// <param name="name">Null: of a new one.</param>
    private static async Task<IResult> Try(string? name, StaffCall call, MappingDesk desk)
    {
        var found = name is null ? null : await desk.Find(call.Caller, name, call.Aborted);
        if (found is { IsDone: false })
            return PanelPage.Refused(call, found);
        var posted = await call.Context.Request.ReadFormAsync(call.Aborted);
        var model = new MappingModel { Call = call, Mapping = found?.Value, Values = FormValues.From(posted) };
        model = model with { Sample = model.Values.One("sample") ?? "" };
        var errors = new List<FieldError>();
        MappingSettings settings;
        if (model is { Mapping: { } stored, CanChange: false })
        {
            model = model with { Values = MappingDocument.Mapping.ToForm(stored.Settings) };
            settings = stored.Settings;
        }
        else
        {
            if (name is not null)
                model.Values.Set("name", name);
            settings = MappingDocument.Mapping.FromForm(model.Values, errors);
        }

        var tried = await desk.Try(call.Caller, settings, errors, model.Sample, call.Aborted);
        return tried.IsDone ? (model with { Tried = tried.Value }).Page()
            : tried.Errors.Count == 0 ? PanelPage.Refused(call, tried)
            : (model with { Values = model.Values.With(tried.Errors) }).Page(StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> AskDelete(string name, StaffCall call, MappingDesk desk) =>
        await desk.FindToChange(call.Caller, name, call.Aborted) is var found && found.IsDone
            ? Deleting(name).Page(call)
            : PanelPage.Refused(call, found);

    private static async Task<IResult> Delete(string name, StaffCall call, MappingDesk desk)
    {
        var found = await desk.FindToChange(call.Caller, name, call.Aborted);
        if (!found.IsDone)
            return PanelPage.Refused(call, found);
        var posted = await call.Context.Request.ReadFormAsync(call.Aborted);
        if (Deletion.Refusal(posted, name) is { } refusal)
            return Deleting(name, refusal).Page(call);
        var result = await desk.Delete(call.Caller, name, call.Change(posted), call.Aborted);
        return result.IsDone ? SignInEndpoints.SeeOther(Path) : Deleting(name, PanelPage.Why(result)).Page(call);
    }

    private static Deletion Deleting(string name, string? error = null) => new()
    {
        Section = "intake",
        Name = name,
        Back = $"{Path}/{name}",
        Action = $"{Path}/{name}/delete",
        Follows =
        [
            new("Calls that a switch sends by it are refused from then on; the switch keeps them, or loses them."),
            new("Calls that came in by it stay."),
        ],
        Error = error,
    };

    private static IResult Again(StaffCall call, MappingView? view, FormValues values, DeskAnswer<MappingView> result) =>
        result.Errors.Count == 0
            ? PanelPage.Refused(call, result)
            : new MappingModel
            {
                Call = call,
                Mapping = view,
                Values = values.With(result.Errors),
                Sample = values.One("sample") ?? "",
            }.Page(StatusCodes.Status422UnprocessableEntity);

    private static string SampleOf(string? name) => name is null ? "" : ReadyMappings.Find(name)?.Sample ?? "";
}
