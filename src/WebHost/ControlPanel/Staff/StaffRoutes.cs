using Portal.Brands;
using Portal.Saving;
using Portal.Staff;
using Portal.Storage;

namespace Portal.WebHost.ControlPanel;

/// <summary>Who works here, and what they may do. Owners only.</summary>
internal static class StaffRoutes
{
    private const int MostChoices = 500;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var staff = routes.MapGroup("/staff").AddEndpointFilter(OwnersOnly);
        staff.MapGet("", List);
        staff.MapGet("/new", (StaffCall call, IBrandDirectory brands) => Page(call, brands, null, StaffFields.Write(new OperatorSettings { Email = "", Name = "", Rights = new StaffRights { Role = StaffRole.ReadOnly } })));
        staff.MapPost("/new", Invite);
        staff.MapGet("/{id}", Show);
        staff.MapPost("/{id}", Save);
        staff.MapPost("/{id}/link", OfferLink);
        staff.MapPost("/{id}/second-factor", ResetSecondFactor);
        staff.MapGet("/{id}/delete", AskRemove);
        staff.MapPost("/{id}/delete", Remove);
    }

    private static async ValueTask<object?> OwnersOnly(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        context.HttpContext.Features.Get<StaffCall>() is { } call && !call.Rights.CanManageStaff ? PanelPage.Forbidden(call) : await next(context);

    private static async Task<IResult> List(StaffCall call, string? done, IGrainFactory grains, OperatorDirectory directory)
    {
        var url = ListUrl.Of(call.Context);
        var page = await directory.List(url.Query(call), call.Aborted);
        // Few, and each knows best how it stands.
        var members = await Task.WhenAll(page.Items.Select(email => grains.GetGrain<IOperatorGrain>(email).Get()));
        return PanelPage.Of<StaffListPage>(new { Call = call, Url = url, Members = members.OfType<OperatorView>().ToArray(), page.Next, Done = done is null ? null : "Removed. Their sessions have ended." });
    }

    private static async Task<IResult> Invite(StaffCall call, IGrainFactory grains, IBrandDirectory brands)
    {
        var posted = await call.Context.Request.ReadFormAsync(call.Aborted);
        var values = FormValues.From(posted);
        var (token, hash) = StaffLink.New();
        var result = await grains.GetGrain<IStaffRosterGrain>(0).Invite(StaffFields.Read(values, values.One("email")?.Trim() ?? ""), hash, call.Change(posted));
        return result.IsSaved
            ? await Page(call, brands, result.Value, StaffFields.Write(result.Value!.Settings), link: Address(call, result.Value, token))
            : await Page(call, brands, null, values.With(result.Errors), StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> Show(string id, string? done, StaffCall call, IGrainFactory grains, OperatorDirectory directory, IBrandDirectory brands) =>
        await Find(id, call, grains, directory) is { } view ? await Page(call, brands, view, StaffFields.Write(view.Settings), done: Said(done)) : PanelPage.NotFound(call);

    private static async Task<IResult> Save(string id, StaffCall call, IGrainFactory grains, OperatorDirectory directory, IBrandDirectory brands)
    {
        if (await Find(id, call, grains, directory) is not { } view)
            return PanelPage.NotFound(call);
        var posted = await call.Context.Request.ReadFormAsync(call.Aborted);
        var values = FormValues.From(posted);
        values.Set("email", view.Settings.Email);
        var result = await grains.GetGrain<IStaffRosterGrain>(0).Save(
            StaffEmail.Normalise(view.Settings.Email)!, StaffFields.Read(values, view.Settings.Email), call.Change(posted, StaffCall.Version(posted)));
        return result.Outcome switch
        {
            SaveOutcome.Saved => SignInRoutes.SeeOther($"/staff/{id}?done=saved"),
            SaveOutcome.Conflict => await Page(call, brands, result.Value, values.Meet(StaffFields.Write(result.Value!.Settings), out var theirs), StatusCodes.Status409Conflict, theirs: theirs),
            SaveOutcome.NotFound => PanelPage.NotFound(call),
            _ => await Page(call, brands, view, values.With(result.Errors), StatusCodes.Status422UnprocessableEntity),
        };
    }

    private static async Task<IResult> OfferLink(string id, StaffCall call, IGrainFactory grains, OperatorDirectory directory, IBrandDirectory brands)
    {
        if (await Find(id, call, grains, directory) is not { } view)
            return PanelPage.NotFound(call);
        var (token, hash) = StaffLink.New();
        var result = await grains.GetGrain<IOperatorGrain>(StaffEmail.Normalise(view.Settings.Email)!).OfferLink(hash, call.Change(await call.Context.Request.ReadFormAsync(call.Aborted)));
        return result.IsSaved
            ? await Page(call, brands, result.Value, StaffFields.Write(result.Value!.Settings), link: Address(call, result.Value, token))
            : PanelPage.NotFound(call);
    }

    private static async Task<IResult> ResetSecondFactor(string id, StaffCall call, IGrainFactory grains, OperatorDirectory directory)
    {
        if (await Find(id, call, grains, directory) is not { } view)
            return PanelPage.NotFound(call);
        if (view.Id == call.Staff!.Id)
            return PanelPage.Refused(call, "Change your own second factor on the page of your account.");
        await grains.GetGrain<IOperatorGrain>(StaffEmail.Normalise(view.Settings.Email)!).ResetSecondFactor(call.Change(await call.Context.Request.ReadFormAsync(call.Aborted)));
        return SignInRoutes.SeeOther($"/staff/{id}?done=factor");
    }

    private static async Task<IResult> AskRemove(string id, StaffCall call, IGrainFactory grains, OperatorDirectory directory) =>
        await Find(id, call, grains, directory) is { } view ? RemovePage(call, view, null) : PanelPage.NotFound(call);

    private static async Task<IResult> Remove(string id, StaffCall call, IGrainFactory grains, OperatorDirectory directory)
    {
        if (await Find(id, call, grains, directory) is not { } view)
            return PanelPage.NotFound(call);
        var posted = await call.Context.Request.ReadFormAsync(call.Aborted);
        if (posted["name"].ToString().Trim() != view.Settings.Name)
            return RemovePage(call, view, $"Type {view.Settings.Name} to remove the account.");
        var result = await grains.GetGrain<IStaffRosterGrain>(0).Remove(StaffEmail.Normalise(view.Settings.Email)!, call.Change(posted));
        return result.IsSaved ? SignInRoutes.SeeOther("/staff?done=removed") : RemovePage(call, view, result.Errors.Length > 0 ? result.Errors[0].Reason : "It was changed meanwhile. Try again.");
    }

    private static async Task<OperatorView?> Find(string id, StaffCall call, IGrainFactory grains, OperatorDirectory directory) =>
        id.Length <= 64 && await directory.Find(id, call.Aborted) is { } email ? await grains.GetGrain<IOperatorGrain>(email).Get() : null;

    private static string Address(StaffCall call, OperatorView member, string token) =>
        $"{call.Context.Request.Scheme}://{call.Context.Request.Host}{StaffLink.Path(member.Id, token)}";

    private static async Task<IResult> Page(
        StaffCall call, IBrandDirectory brands, OperatorView? member, FormValues values, int status = StatusCodes.Status200OK, FormValues? theirs = null, string? done = null, string? link = null) =>
        PanelPage.Of<StaffPage>(
            new
            {
                Model = new StaffModel
                {
                    Call = call,
                    Member = member,
                    Values = values,
                    Brands = (await brands.List(new ListQuery(null, MostChoices), call.Aborted)).Items,
                    Theirs = theirs,
                    Done = done,
                    Link = link,
                },
            },
            status);

    private static IResult RemovePage(StaffCall call, OperatorView view, string? error) => PanelPage.Of<DeletePage>(
        new
        {
            Call = call,
            Section = "staff",
            view.Settings.Name,
            Path = "/staff/" + view.Id,
            Text = "They are signed out at once and can't sign in any more. What they did stays in the audit. The address can be invited again.",
            Error = error,
        },
        error is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);

    private static string? Said(string? done) => done switch
    {
        "saved" => "Saved. It holds from their next page on.",
        "factor" => "The second factor is gone. They are signed out, and set up a new one at the next sign-in.",
        _ => null,
    };
}
