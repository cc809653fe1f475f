using Portal.Brands;
using Portal.Saving;
using Portal.Staff;

namespace Portal.WebHost.ControlPanel;

/// <summary>Who works here, and what they may do. Owners only.</summary>
internal static class StaffEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var staff = routes.MapGroup("/staff").AddEndpointFilter(StaffGate.OwnersOnly);
        staff.MapGet("", List);
        staff.MapGet("/new", New);
        staff.MapPost("/new", Invite);
        staff.MapGet("/{id}", Show);
        staff.MapPost("/{id}", Save);
        staff.MapPost("/{id}/link", OfferLink);
        staff.MapPost("/{id}/second-factor", ResetSecondFactor);
        staff.MapGet("/{id}/delete", AskRemove);
        staff.MapPost("/{id}/delete", Remove);
    }

    private static async Task<IResult> List(StaffCall call, string? done, IGrainFactory grains, OperatorDirectory directory)
    {
        var url = ListUrl.Of(call.Context);
        var page = await directory.List(url.Query(), call.Aborted);
        // Few, and each knows best how it stands.
        var members = await Task.WhenAll(page.Items.Select(email => grains.GetGrain<IOperatorGrain>(email).Get()));
        return PanelPage.Of<StaffListPage>(
            new
            {
                Call = call,
                Url = url,
                Members = members.OfType<OperatorView>().ToArray(),
                page.Next,
                Done = done is null ? null : "Removed. Their sessions have ended.",
            });
    }

    private static Task<IResult> New(StaffCall call, BrandDesk brands) => Page(
        call,
        brands,
        null,
        OperatorDocument.Operator.ToForm(OperatorDocument.Operator.Absent()));

    private static async Task<IResult> Invite(StaffCall call, IGrainFactory grains, BrandDesk brands)
    {
        var posted = await call.Context.Request.ReadFormAsync(call.Aborted);
        var values = FormValues.From(posted);
        var (token, hash) = StaffLink.New();
        var settings = OperatorDocument.Operator.FromForm(values, []);
        var result = await grains.GetGrain<IStaffRosterGrain>(0).Invite(settings, hash, call.Change(posted));
        return result.IsSaved
            ? await Page(call, brands, result.Value, Form(result.Value!), link: Address(call, result.Value!, token))
            : await Page(call, brands, null, values.With(result.Errors), StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> Show(
        string id, string? done, StaffCall call, IGrainFactory grains, OperatorDirectory directory, BrandDesk brands) =>
        await Find(id, call, grains, directory) is { } view
            ? await Page(call, brands, view, Form(view), done: Said(done))
            : PanelPage.NotFound(call);

    private static async Task<IResult> Save(
        string id, StaffCall call, IGrainFactory grains, OperatorDirectory directory, BrandDesk brands, LastChange last)
    {
        if (await Find(id, call, grains, directory) is not { } view)
            return PanelPage.NotFound(call);
        var posted = await call.Context.Request.ReadFormAsync(call.Aborted);
        var values = FormValues.From(posted);
        values.Set("email", view.Settings.Email);
        var settings = OperatorDocument.Operator.Keep(OperatorDocument.Operator.FromForm(values, []), view.Settings);
        var result = await grains.GetGrain<IStaffRosterGrain>(0).Save(
            StaffEmail.Normalise(view.Settings.Email)!, settings, call.Change(posted, StaffCall.Version(posted)));
        return result.Outcome switch
        {
            SaveOutcome.Saved => SignInEndpoints.SeeOther($"/staff/{id}?done=saved"),
            SaveOutcome.Conflict => await Page(
                call, brands, result.Value, values.Meet(Form(result.Value!), out var theirs), StatusCodes.Status409Conflict, theirs: theirs,
                by: await last.Of(call, result.Value!.Settings, ["operator."], "operator/" + StaffEmail.Normalise(view.Settings.Email))),
            SaveOutcome.NotFound => PanelPage.NotFound(call),
            SaveOutcome.Invalid or SaveOutcome.Exists or SaveOutcome.InUse =>
                await Page(call, brands, view, values.With(result.Errors), StatusCodes.Status422UnprocessableEntity),
        };
    }

    private static async Task<IResult> OfferLink(
        string id, StaffCall call, IGrainFactory grains, OperatorDirectory directory, BrandDesk brands)
    {
        if (await Find(id, call, grains, directory) is not { } view)
            return PanelPage.NotFound(call);
        var (token, hash) = StaffLink.New();
        var result = await grains.GetGrain<IOperatorGrain>(StaffEmail.Normalise(view.Settings.Email)!).OfferLink(
            hash, call.Change(await call.Context.Request.ReadFormAsync(call.Aborted)));
        return result.IsSaved
            ? await Page(call, brands, result.Value, Form(result.Value!), link: Address(call, result.Value!, token))
            : PanelPage.NotFound(call);
    }

    private static async Task<IResult> ResetSecondFactor(string id, StaffCall call, IGrainFactory grains, OperatorDirectory directory)
    {
        if (await Find(id, call, grains, directory) is not { } view)
            return PanelPage.NotFound(call);
        if (view.Id == call.Staff!.Id)
            return PanelPage.Refused(call, "Change your own second factor on your account page.");
        await grains.GetGrain<IOperatorGrain>(StaffEmail.Normalise(view.Settings.Email)!).ResetSecondFactor(
            call.Change(await call.Context.Request.ReadFormAsync(call.Aborted)));
        return SignInEndpoints.SeeOther($"/staff/{id}?done=factor");
    }

    private static async Task<IResult> AskRemove(
        string id, StaffCall call, IGrainFactory grains, OperatorDirectory directory, StaffDeletion deletion) =>
        await Find(id, call, grains, directory) is { } view ? (await deletion.Of(call, view)).Page(call) : PanelPage.NotFound(call);

    private static async Task<IResult> Remove(
        string id, StaffCall call, IGrainFactory grains, OperatorDirectory directory, StaffDeletion deletion)
    {
        if (await Find(id, call, grains, directory) is not { } view)
            return PanelPage.NotFound(call);
        var posted = await call.Context.Request.ReadFormAsync(call.Aborted);
        if (Deletion.Refusal(posted, view.Settings.Name) is { } refusal)
            return (await deletion.Of(call, view, refusal)).Page(call);
        var result = await grains.GetGrain<IStaffRosterGrain>(0).Remove(StaffEmail.Normalise(view.Settings.Email)!, call.Change(posted));
        return result.IsSaved
            ? SignInEndpoints.SeeOther("/staff?done=removed")
            : (await deletion.Of(call, view, PanelPage.Why(DeskAnswer<OperatorView>.Of(result)))).Page(call);
    }

    private static FormValues Form(OperatorView member) => OperatorDocument.Operator.ToForm(member.Settings);

    private static async Task<OperatorView?> Find(string id, StaffCall call, IGrainFactory grains, OperatorDirectory directory) =>
        id.Length <= 64 && await directory.Find(id, call.Aborted) is { } email ? await grains.GetGrain<IOperatorGrain>(email).Get() : null;

    private static string Address(StaffCall call, OperatorView member, string token) =>
        $"{call.Context.Request.Scheme}://{call.Context.Request.Host}{StaffLink.Path(member.Id, token)}";

    private static async Task<IResult> Page(
        StaffCall call,
        BrandDesk brands,
        OperatorView? member,
        FormValues values,
        int status = StatusCodes.Status200OK,
        FormValues? theirs = null,
        string? done = null,
        string? link = null,
        SavedBy? by = null) =>
        PanelPage.Of<StaffPage>(
            new
            {
                Model = new StaffModel
                {
                    Call = call,
                    Member = member,
                    Values = values,
                    Brands = await brands.Choices(call.Caller, call.Aborted),
                    Theirs = theirs,
                    By = by,
                    Done = done,
                    Link = link,
                },
            },
            status);

    private static string? Said(string? done) => done switch
    {
        "saved" => "Saved. It applies from their next page on.",
        "factor" => "The second factor has been removed. They are signed out and set up a new one at the next sign-in.",
        _ => null,
    };
}
