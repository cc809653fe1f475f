using System.Text.Json.Nodes;
using Portal.Exports;
using Portal.Mail;
using Portal.Views;

namespace Portal.WebHost.Portals;

/// <summary>The saved views of whoever is signed in: a list, by page and by JSON, and what changes it.</summary>
internal sealed class ViewsPages(
    PortalAnswer answer,
    IEnumerable<IPortalSection> sections,
    ISavedViews views,
    IExportSchedules schedules,
    IMailReach mail) : ISignedInPage
{
    private const string Path = "/views";

    // As the menu has them.
    private readonly IReportSection[] reports =
        [.. sections.OfType<IReportSection>().OrderBy(report => Array.IndexOf(Portal.Access.Sections.All, report.Key))];

    public string Key => "views";

    public bool TakesJson => true;

    public async Task<bool> Serve(PortalCall call, string rest)
    {
        // Whoever sees no report has no views.
        if (rest is not ("" or "/delete" or "/default" or "/rename" or "/schedule")
            || !Array.Exists(reports, report => call.Sees(report.Key)))
            return false;
        if (SectionForm.IsRead(call))
        {
            if (rest.Length > 0)
                return await SectionForm.BackTo(call, Path);
            await (JsonAnswer.IsWanted(call.Context.Request) && call.Stale is null
                ? JsonAnswer.Send(call.Context, 200, new JsonArray([.. (await Seen(call)).Select(ToJson)]))
                : Show(call, FormState.Blank));
            return true;
        }

        return JsonAnswer.IsWanted(call.Context.Request)
            ? rest.Length == 0 && await TakeJson(call)
            : await TakeForm(call, rest, await SectionForm.Read(call));
    }

    private async Task<bool> TakeForm(PortalCall call, string rest, IFormCollection form)
    {
        var input = ViewInput.Of(call, reports, form);
        if (input.Report is null)
            return false;
        switch (rest)
        {
            case "/delete":
                await views.Delete(call.Place.Contact, input.Section, input.Name, call.Aborted);
                await Unschedule(call, input.Section, input.Name);
                return await Back(call, "deleted");
            case "/rename":
                return await Rename(call, input, form);
            case "/default":
                await views.OpenWith(call.Place.Contact, input.Section, input.IsDefault ? input.Name : null, call.Aborted);
                return await Back(call, input.IsDefault ? "opens" : "usual");
            case "/schedule":
                return await Schedule(call, input, form)
                    ? await Back(call, "scheduled")
                    : await SectionForm.BackTo(call, "/views");
            default:
                var state = FormState.From(form);
                foreach (var problem in input.Problems(call))
                    state.Wrong(problem.Field, problem.Reason);
                var outcome = state.HasErrors ? default : await views.Put(call.Place.Contact, input.View, call.Aborted);
                if (outcome == ViewOutcome.TooMany)
                    state.Wrong("", TooMany(call));
                await (state.HasErrors
                    ? Show(call, state)
                    : PortalAnswer.SeeOther(call, new ReportViews(call, input.Report, [input.View]).Path(input.View, outcome)));
                return true;
        }
    }

    private async Task<bool> TakeJson(PortalCall call)
    {
        var request = call.Context.Request;
        if (HttpMethods.IsDelete(request.Method))
        {
            var (section, name) = (request.Query["section"].ToString(), request.Query["name"].ToString());
            if (!call.Sees(section) || !await views.Delete(call.Place.Contact, section, name, call.Aborted))
                return false;
            await Unschedule(call, section, name);
            call.Context.Response.StatusCode = StatusCodes.Status204NoContent;
            return true;
        }

        if (await JsonAnswer.Read(call.Context, ViewInput.Shape) is not { } json)
            return true;
        var input = ViewInput.Of(call, reports, json);
        if (input.Report is null)
            return false;
        var problems = input.Problems(call).ToArray();
        var outcome = problems.Length > 0 ? default : await views.Put(call.Place.Contact, input.View, call.Aborted);
        await (problems.Length > 0 ? JsonAnswer.Invalid(call.Context, problems)
            : outcome == ViewOutcome.TooMany ? JsonAnswer.Refuse(call.Context, StatusCodes.Status409Conflict, TooMany(call))
            : JsonAnswer.Send(call.Context, outcome == ViewOutcome.Made ? 201 : 200, ToJson(input.View)));
        return true;
    }

    private static Task<bool> Back(PortalCall call, string done) => SectionForm.BackTo(call, $"{Path}?{ReportViews.DonePart}={done}");

    private async Task<bool> Rename(PortalCall call, ViewInput input, IFormCollection form)
    {
        var (state, to) = (FormState.Blank, form["to"].ToString().Trim());
        foreach (var problem in (input with { Name = to, Query = "" }).Problems(call))
            state.Wrong("", problem.Reason);
        if (!state.HasErrors && to != input.Name && !await views.Rename(call.Place.Contact, input.Section, input.Name, to, call.Aborted))
            state.Wrong("", TextSet.Of<ViewsPages>(call.Texts.Language).Format("Taken", to));
        if (state.HasErrors)
        {
            await Show(call, state);
            return true;
        }

        if (input.Section == "cdr" && to != input.Name
            && (await schedules.Of(call.Place.Contact, call.Aborted)).FirstOrDefault(one => one.View == input.Name) is { } schedule)
        {
            await schedules.Set(schedule with { View = to }, call.Aborted);
            await Unschedule(call, input.Section, input.Name);
        }

        return await Back(call, "renamed");
    }

    // Whether it is as was asked for.
    private async Task<bool> Schedule(PortalCall call, ViewInput input, IFormCollection form)
    {
        var isThere = (await views.All(call.Place.Contact, call.Aborted)).Any(view => view.Section == "cdr" && view.Name == input.Name);
        if (input.Section != "cdr" || !isThere)
            return false;
        // Whoever only looks gets no mail, and nobody does where none can leave.
        if (!Names<ExportEvery>.TryParse(form["every"].ToString(), out var every)
            || !Names<ExportFormat>.TryParse(form["format"].ToString(), out var format) || !await IsOffered(call))
        {
            await Unschedule(call, input.Section, input.Name);
            return form["every"].ToString().Length == 0;
        }

        var next = ExportTimes.Next(every, call.Now, call.Zone);
        await schedules.Set(new(ExportAsking.Owner(call), input.Name, format, every, next), call.Aborted);
        return true;
    }

    private Task Unschedule(PortalCall call, string section, string name) =>
        section == "cdr" ? schedules.Stop(call.Place.Contact, name, call.Aborted) : Task.CompletedTask;

    private async Task<bool> IsOffered(PortalCall call) => !call.IsStaff && await mail.Leaves(call.Site.Look.Host, call.Aborted);

    private async Task Show(PortalCall call, FormState state)
    {
        var texts = TextSet.Of<ViewsPages>(call.Texts.Language);
        var seen = await Seen(call);
        ReportViews[] shown =
        [
            .. from report in reports
               where call.Sees(report.Key)
               select new ReportViews(call, report, [.. seen.Where(view => view.Section == report.Key)]),
        ];
        await answer.Page<ViewsPage>(new ShellModel
        {
            Call = call,
            Section = Key,
            Title = texts["Title"],
            Texts = texts,
            Form = state,
            Done = state.HasErrors ? null : texts.Find("Done." + call.Context.Request.Query[ReportViews.DonePart]),
            Data = new ViewsModel(await schedules.Of(call.Place.Contact, call.Aborted), await IsOffered(call), shown),
            Status = state.HasErrors ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK,
        });
    }

    private async Task<SavedView[]> Seen(PortalCall call) =>
        [.. (await views.All(call.Place.Contact, call.Aborted)).Where(view => call.Sees(view.Section))];

    private static string TooMany(PortalCall call) =>
        TextSet.Of<ViewsPages>(call.Texts.Language).Format("TooMany", SavedView.Most);

    private static JsonNode ToJson(SavedView view) => new JsonObject
    {
        ["name"] = view.Name,
        ["section"] = view.Section,
        ["query"] = view.Query,
        ["default"] = view.IsDefault,
    };
}

/// <param name="IsOffered">Mails that tell of files can be asked for.</param>
internal sealed record ViewsModel(IReadOnlyList<ExportSchedule> Schedules, bool IsOffered, IReadOnlyList<ReportViews> Reports);
