using Portal.Saving;
using Portal.Staff;

namespace Portal.WebHost.ControlPanel;

/// <summary>
/// The first start in five steps: account, second factor, platform's host name, mail, first domain. The account and, unless
/// configuration waives it, the second factor can't be skipped; all that follows can, and is resumed where it was left.
/// </summary>
internal static class SetupEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/setup/account", Account);
        routes.MapPost("/setup/account", CreateAccount);
        var owner = routes.MapGroup("/setup").AddEndpointFilter(StaffGate.OwnersOnly);
        owner.MapGet("", Open);
        owner.MapGet(
            "/platform",
            async (StaffCall call, PlatformForm form) =>
                PanelPage.Of<SetupPlatformPage>(new { Model = await form.Model(call, await form.Get()) }));
        owner.MapPost("/platform", SavePlatform);
        owner.MapGet(
            "/mail",
            async (StaffCall call, PlatformForm form) =>
                PanelPage.Of<SetupMailPage>(new { Model = await form.Model(call, await form.Get()) }));
        owner.MapPost("/mail", SaveMail);
        owner.MapPost("/skip", Skip);
        owner.MapPost("/finish", Finish);
    }

    private static async Task<IResult> Account(StaffCall call, string? token, IGrainFactory grains) =>
        token is { Length: 64 } && await grains.GetGrain<IStaffSetupGrain>(0).Accepts(SetupLinks.HashOf(token))
            ? Page(call, token, new FormValues())
            : PanelPage.Refused(
                call,
                "This link doesn't work or has already been used. "
                    + "As long as there is no account, the server prints a new one when it starts.",
                StatusCodes.Status404NotFound);

    private static async Task<IResult> CreateAccount(StaffCall call, IGrainFactory grains, StaffSessions sessions, StaffCookies cookies)
    {
        var form = await call.Context.Request.ReadFormAsync(call.Aborted);
        var values = FormValues.From(form);
        var token = form["token"].ToString();
        var settings =
            new OperatorSettings
            {
                Email = values.One("email") ?? "",
                Name = values.One("name") ?? "",
                Rights = new StaffRights { Role = StaffRole.Owner },
            };
        var change = new Change(Guid.NewGuid().ToString("N"), new Actor("system", "setup", "First start", call.From));
        var result = await grains.GetGrain<IStaffSetupGrain>(0).CreateFirst(
            SetupLinks.HashOf(token), settings, form["password"].ToString(), change);
        return result.Outcome switch
        {
            SaveOutcome.Saved => await SignInEndpoints.Enter(call, result.Value!.Settings.Email, "/setup", grains, sessions, cookies),
            SaveOutcome.Invalid => Page(call, token, values.With(result.Errors), StatusCodes.Status422UnprocessableEntity),
            SaveOutcome.Conflict or SaveOutcome.Exists or SaveOutcome.NotFound or SaveOutcome.InUse => PanelPage.Refused(
                call, "This link has already been used. Sign in with the account that was created with it.", StatusCodes.Status404NotFound),
        };
    }

    /// <summary>To the step that is open: whoever left the first start goes on where they were.</summary>
    private static async Task<IResult> Open(StaffCall call, IGrainFactory grains) =>
        Results.Redirect(await grains.GetGrain<IStaffSetupGrain>(0).Stage() switch
        {
            SetupStage.Platform => "/setup/platform",
            SetupStage.Mail => "/setup/mail",
            SetupStage.Domain => "/domains/new",
            SetupStage.Account or SetupStage.Done => "/domains",
            var stage => throw new InvalidOperationException($"A step that nobody thought of: {stage}."),
        });

    private static async Task<IResult> SavePlatform(StaffCall call, PlatformForm form, IGrainFactory grains)
    {
        if ((await form.Get()).HostKey is null)
        {
            var (result, model) = await form.Save(call, await call.Context.Request.ReadFormAsync(call.Aborted));
            if (!result.IsSaved)
                return PanelPage.Of<SetupPlatformPage>(new { Model = model }, PlatformForm.Status(result));
        }

        await grains.GetGrain<IStaffSetupGrain>(0).Reach(SetupStage.Mail);
        return SignInEndpoints.SeeOther("/setup");
    }

    private static async Task<IResult> SaveMail(StaffCall call, PlatformForm form, IGrainFactory grains)
    {
        var posted = await call.Context.Request.ReadFormAsync(call.Aborted);
        if (await form.Get() is not { SmtpKey: not null } view)
        {
            var (result, model) = await form.Save(call, posted);
            if (!result.IsSaved)
                return PanelPage.Of<SetupMailPage>(new { Model = model with { TestTo = posted["to"] } }, PlatformForm.Status(result));
            view = result.Value!;
        }

        var tried = await form.SendTestMail(call, await form.Model(call, view), posted["to"].ToString());
        if (tried.TestMail!.Sent)
            await grains.GetGrain<IStaffSetupGrain>(0).Reach(SetupStage.Domain);
        return PanelPage.Of<SetupMailPage>(new { Model = tried });
    }

    private static async Task<IResult> Skip(StaffCall call, IGrainFactory grains)
    {
        var step = (await call.Context.Request.ReadFormAsync(call.Aborted))["step"].ToString();
        await grains.GetGrain<IStaffSetupGrain>(0).Reach(
            step == "platform" ? SetupStage.Mail : step == "mail" ? SetupStage.Domain : SetupStage.Platform);
        return SignInEndpoints.SeeOther("/setup");
    }

    private static async Task<IResult> Finish(StaffCall call, IGrainFactory grains)
    {
        await grains.GetGrain<IStaffSetupGrain>(0).Reach(SetupStage.Done);
        return SignInEndpoints.SeeOther("/domains");
    }

    private static IResult Page(StaffCall call, string token, FormValues values, int status = StatusCodes.Status200OK) =>
        PanelPage.Of<SetupAccountPage>(new { Call = call, Token = token, Values = values }, status);
}
