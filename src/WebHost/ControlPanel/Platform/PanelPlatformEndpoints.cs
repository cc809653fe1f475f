using Portal.Hosts;

namespace Portal.WebHost.ControlPanel;

/// <summary>The platform's name and mail server. Owners only.</summary>
internal static class PanelPlatformEndpoints
{
    private const int LongestHost = 300;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var platform = routes.MapGroup("/platform").AddEndpointFilter(StaffGate.OwnersOnly);
        platform.MapGet("", async (StaffCall call, string? done, PlatformForm form) =>
            Page(await form.Model(call, await form.Get()) with { Done = done is null ? null : "Saved." }));
        platform.MapPost("", Save);
        platform.MapPost("/test-mail", SendTestMail);
        platform.MapGet("/look", ShowAddresses);
    }

    private static async Task<IResult> Save(StaffCall call, PlatformForm form)
    {
        var (result, model) = await form.Save(call, await call.Context.Request.ReadFormAsync(call.Aborted));
        return result.IsSaved ? SignInEndpoints.SeeOther("/platform?done=saved") : Page(model, PlatformForm.Status(result));
    }

    private static async Task<IResult> SendTestMail(StaffCall call, PlatformForm form)
    {
        var to = (await call.Context.Request.ReadFormAsync(call.Aborted))["to"].ToString();
        return Page(await form.SendTestMail(call, await form.Model(call, await form.Get()), to));
    }

    /// <summary>Where a name leads, as a fragment for whoever types it.</summary>
    private static async Task<IResult> ShowAddresses(string? host)
    {
        var written = host?.Trim() ?? "";
        var wrong = "";
        if (written.Length > 0 && (written.Length > LongestHost || !HostName.TryParse(written, out _, out wrong)))
            written = "…";
        return PanelPage.Of<HostAddresses>(new { Host = written, Addresses = await PlatformForm.Resolve(written), Wrong = wrong });
    }

    private static IResult Page(PlatformModel model, int status = StatusCodes.Status200OK) =>
        PanelPage.Of<PlatformPage>(new { Model = model }, status);
}
