using Portal.People;

namespace Portal.WebHost.Portals;

/// <summary>Staff comes in from the control panel with a token of a minute. It is used up by the first who brings it.</summary>
internal sealed class PortalLogin(PageAnswers answers, SessionStart start, IContactDirectory contacts, IGrainFactory grains) : IOpenPage
{
    public IReadOnlyList<string> Paths { get; } = ["/portal-login"];

    public async Task Show(HttpContext context, SitePages site)
    {
        // What loads ahead of a click, or asks for the head alone, must not use it up.
        if (HttpMethods.IsGet(context.Request.Method)
            && !context.Request.Headers.ContainsKey("Sec-Purpose")
            && LinkToken.Of(context.Request) is { IsPerson: true } token
            && await contacts.PersonExists(token.Id, context.RequestAborted)
            && await grains.GetGrain<IPersonGrain>(token.Id).EnterPortal(
                token.Hash, site.Look.Host, context.Connection.RemoteIpAddress?.ToString(), SignInStep.Agent(context)) is { Token: not null } answer)
        {
            await start.Go(context, token.Id, null, answer, null);
            return;
        }

        await DeadLink.Show(answers, context, site, "Link.Portal", ("/sign-in", "Back.SignIn"));
    }

    public Task Take(HttpContext context, SitePages site)
    {
        context.Response.Headers.Allow = "GET, HEAD";
        throw new BadHttpRequestException("A link, not a form.", StatusCodes.Status405MethodNotAllowed);
    }
}
