using Portal.Brands;
using Portal.Domains;
using Portal.Platform;
using Portal.Staff;
using Portal.WebHost.Front;

namespace Portal.WebHost.ControlPanel;

/// <summary>What can be done with a domain beside saving it.</summary>
internal static class DomainActions
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
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
    private static async Task<IResult> Events(
        string host,
        StaffCall call,
        IGrainFactory grains,
        DomainDesk desk,
        Fragments fragments,
        StaffSessions sessions,
        MailPaths mail,
        PlatformNames platform,
        StreamPlaces places,
        StreamEnd end,
        TimeProvider clock)
    {
        var found = await PanelDomainEndpoints.Find(host, call, desk);
        if (!found.IsDone)
            return PanelPage.Refused(call, found);
        using var place = places.Take(call.Session!.Id, call.Context.Connection.RemoteIpAddress);
        if (place is null)
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        using var stopping = end.Of(call.Context);
        try
        {
            await Follow(stopping.Token);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The browser went away, or this process does.
        }

        return Results.Empty;

        async Task Follow(CancellationToken stop)
        {
            var key = found.Value.Settings.Host;
            var stream = await EventStream.Begin(call.Context, clock);
            using var timer = new PeriodicTimer(Look, clock);
            var (last, seen, caller) = ("", clock.GetUtcNow(), call.Caller);
            do
            {
                var now = clock.GetUtcNow();
                if (now - seen >= CheckSession)
                {
                    if (!await sessions.Lives(call.Session!.Id, stop)
                        || await grains.GetGrain<IOperatorGrain>(call.Session.Email).Get() is not { Settings.Disabled: false } staff)
                        break;
                    (seen, caller) = (now, call.As(staff));
                }

                // It may go to a brand that this person doesn't look after.
                if (end.IsNear || await desk.Find(caller, key, stop) is not { IsDone: true, Value: { } domain })
                    break;
                var (dns, certificate) = await desk.Way(domain);
                var html = await fragments.Render<DomainPath>(new Dictionary<string, object?>
                {
                    ["Call"] = call,
                    ["Domain"] = domain,
                    ["Dns"] = dns,
                    ["Certificate"] = certificate,
                    ["Mail"] = await mail.Of(key, domain.Settings.Brand, stop),
                    ["PlatformHost"] = await platform.Host(),
                    ["Operation"] = "",
                });
                await (html == last ? stream.KeepOpen(stop) : stream.Send(html, stop));
                last = html;
            }
            while (await timer.WaitForNextTickAsync(stop));
        }
    }

    private static async Task<IResult> Check(string host, StaffCall call, DomainDesk desk)
    {
        var found = await PanelDomainEndpoints.Find(host, call, desk);
        if (!found.IsDone)
            return PanelPage.Refused(call, found);
        var looked = await desk.CheckNow(call.Caller, host, call.Aborted);
        return looked.IsDone ? SignInEndpoints.SeeOther("/domains/" + looked.Value.Host) : PanelPage.Refused(call, looked);
    }

    private static async Task<IResult> SendTestMail(string host, StaffCall call, DomainDesk desk, DomainForm form)
    {
        var found = await PanelDomainEndpoints.FindToChange(host, call, desk);
        if (!found.IsDone)
            return PanelPage.Refused(call, found);
        var to = (await call.Context.Request.ReadFormAsync(call.Aborted))["to"].ToString();
        var sent = await desk.SendTestMail(call.Caller, host, to, call.Aborted);
        return sent.IsDone
            ? DomainForm.Page(await form.Model(call, found.Value) with { TestMail = sent.Value, TestTo = to })
            : PanelPage.Refused(call, sent);
    }

    private static async Task<IResult> Preview(StaffCall call, string? dark, BrandDesk brands, ISitePreview preview)
    {
        var values = FormValues.From(await call.Context.Request.ReadFormAsync(call.Aborted));
        var domain = DomainDocument.Domain.FromForm(values, []);
        var brand = domain.Brand is { } id ? (await brands.Find(call.Caller, id, call.Aborted)).Value?.Settings : null;
        return await Answer(call, preview, domain, brand, dark);
    }

    /// <summary>What holds where the form is empty, as it is typed.</summary>
    private static async Task<IResult> Inherited(StaffCall call, DomainForm form) => Results.Json(
        (await form.Inherited(call, FormValues.From(await call.Context.Request.ReadFormAsync(call.Aborted)), null)).All);

    /// <summary>The record to create, as a fragment for whoever types the host of a new domain.</summary>
    private static async Task<IResult> Record(string? host, PlatformNames platform) =>
        PanelPage.Of<NewRecord>(new { Host = host?.Trim() ?? "", PlatformHost = await platform.Host() });

    /// <summary>A page for a frame: its own policy sandboxes it.</summary>
    public static async Task<IResult> Answer(
        StaffCall call, ISitePreview preview, DomainSettings domain, BrandSettings? brand, string? dark)
    {
        var page = await preview.Render(domain, brand, dark == "1", null, call.Aborted);
        call.Context.Response.Headers.ContentSecurityPolicy = page.ContentSecurityPolicy;
        return Results.Content(page.Html, "text/html; charset=utf-8");
    }
}
