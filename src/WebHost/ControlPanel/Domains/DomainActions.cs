using System.Text;
using Portal.Brands;
using Portal.Certificates;
using Portal.Dns;
using Portal.Domains;
using Portal.Mail;
using Portal.Platform;
using Portal.Staff;
using Portal.WebHost.Front;

namespace Portal.WebHost.ControlPanel;

/// <summary>What can be done with a domain beside saving it.</summary>
internal static class DomainActions
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan CheckSession = TimeSpan.FromSeconds(5);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/domains/{host}/events", Events);
        routes.MapPost("/domains/{host}/check", Check);
        routes.MapPost("/domains/{host}/test-mail", SendTestMail);
        routes.MapPost("/preview/domain", Preview);
        routes.MapPost("/preview/inherited", Inherited);
        routes.MapGet("/domains/new/record", Record);
    }

    /// <summary>The way to live as it moves: a fragment of the page whenever it changed.</summary>
    private static async Task<IResult> Events(string host, StaffCall call, IGrainFactory grains, IDomainDirectory domains, Fragments fragments, StaffSessions sessions, MailPaths mail, PlatformNames platform, TimeProvider clock)
    {
        if (await DomainRoutes.Find(host, call, grains, domains) is not { } view)
            return PanelPage.NotFound(call);
        var response = call.Context.Response;
        response.ContentType = "text/event-stream";
        response.Headers["X-Accel-Buffering"] = "no";
        var key = view.Settings.Host;
        using var timer = new PeriodicTimer(Look, clock);
        var (last, told, seen, rights) = ("", clock.GetUtcNow(), clock.GetUtcNow(), call.Rights);
        do
        {
            var now = clock.GetUtcNow();
            if (now - seen >= CheckSession)
            {
                if (!await sessions.Lives(call.Session!.Id, call.Aborted) || await grains.GetGrain<IOperatorGrain>(call.Session.Email).Get() is not { Settings.Disabled: false } staff)
                    break;
                (seen, rights) = (now, staff.Settings.Rights);
            }

            // It may go to a brand that this person doesn't look after.
            if (await grains.GetGrain<IDomainGrain>(key).Get() is not { } domain || !rights.CanSee(domain.Settings.Brand))
                break;
            var html = await fragments.Render<DomainPath>(new Dictionary<string, object?>
            {
                ["Call"] = call,
                ["Domain"] = domain,
                ["Dns"] = await grains.GetGrain<IDnsGrain>(key).Get(),
                ["Certificate"] = await grains.GetGrain<ICertificateGrain>(key).Get(),
                ["Mail"] = await mail.Of(key, domain.Settings.Brand, call.Aborted),
                ["PlatformHost"] = await platform.Host(),
                ["Operation"] = "",
            });
            if (html != last)
            {
                await response.WriteAsync(Message(html), call.Aborted);
                (last, told) = (html, now);
            }
            else if (now - told > KeepAlive)
            {
                await response.WriteAsync(": still here\n\n", call.Aborted);
                told = now;
            }

            await response.Body.FlushAsync(call.Aborted);
        }
        while (await timer.WaitForNextTickAsync(call.Aborted));
        return Results.Empty;
    }

    private static async Task<IResult> Check(string host, StaffCall call, IGrainFactory grains, IDomainDirectory domains)
    {
        if (await DomainRoutes.Find(host, call, grains, domains) is not { } view)
            return PanelPage.NotFound(call);
        await grains.GetGrain<IDnsGrain>(view.Settings.Host).CheckNow();
        return SignInRoutes.SeeOther("/domains/" + view.Settings.Host);
    }

    private static async Task<IResult> SendTestMail(string host, StaffCall call, IGrainFactory grains, IDomainDirectory domains, DomainForm form, ITestMail mail)
    {
        if (await DomainRoutes.Find(host, call, grains, domains) is not { } view)
            return PanelPage.NotFound(call);
        if (!call.Rights.CanChange(view.Settings.Brand))
            return PanelPage.Forbidden(call);
        var to = (await call.Context.Request.ReadFormAsync(call.Aborted))["to"].ToString();
        var outcome = await mail.Send(view.Settings.Host, to, call.Aborted);
        return DomainForm.Page(await form.Model(call, view) with { TestMail = outcome, TestTo = to });
    }

    private static async Task<IResult> Preview(StaffCall call, string? dark, IGrainFactory grains, ISitePreview preview)
    {
        var values = FormValues.From(await call.Context.Request.ReadFormAsync(call.Aborted));
        var domain = DomainDocument.Domain.FromForm(values, []);
        var brand = domain.Brand is { } id && call.Rights.CanSee(id) ? (await grains.GetGrain<IBrandGrain>(id).Get())?.Settings : null;
        return await Answer(call, preview, domain, brand, dark);
    }

    /// <summary>What holds where the form is empty, as it is typed.</summary>
    private static async Task<IResult> Inherited(StaffCall call, DomainForm form) => Results.Json(
        (await form.Inherited(call, FormValues.From(await call.Context.Request.ReadFormAsync(call.Aborted)), null)).All);

    /// <summary>The record to create, as a fragment for whoever types the host of a new domain.</summary>
    private static async Task<IResult> Record(string? host, PlatformNames platform) =>
        PanelPage.Of<NewRecord>(new { Host = host?.Trim() ?? "", PlatformHost = await platform.Host() });

    /// <summary>A page for a frame: its own policy sandboxes it.</summary>
    public static async Task<IResult> Answer(StaffCall call, ISitePreview preview, DomainSettings domain, BrandSettings? brand, string? dark)
    {
        var page = await preview.Render(domain, brand, dark == "1", null, call.Aborted);
        call.Context.Response.Headers.ContentSecurityPolicy = page.ContentSecurityPolicy;
        return Results.Content(page.Html, "text/html; charset=utf-8");
    }

    private static string Message(string html)
    {
        var text = new StringBuilder();
        foreach (var line in html.ReplaceLineEndings("\n").Split('\n'))
            text.Append("data: ").Append(line).Append('\n');
        return text.Append('\n').ToString();
    }
}
