using Portal.People;

namespace Portal.WebHost.Portals;

/// <summary>
/// Staff comes in from the control panel with a token of a minute. It is used up by the first who sends it: the page that
/// the link opens sends it by itself, and following the link alone changes nothing.
/// </summary>
internal sealed class PortalLogin(
    PageAnswers answers, SessionStart start, IContactDirectory contacts, LinkTries links, IGrainFactory grains) : IOpenPage
{
    public IReadOnlyList<string> Paths { get; } = ["/portal-login"];

    public Task Show(HttpContext context, SitePages site)
    {
        if (LinkToken.Of(context.Request) is not { IsPerson: true })
            return Dead(context, site);
        var texts = site.TextsFor(context.Request);
        return answers.Fresh(
            context,
            site,
            PageKind.Notice,
            new PageFill { Heading = texts["PortalLogin.Title"], Text = texts["PortalLogin.Text"], Button = texts["PortalLogin.Button"] });
    }

    public async Task Take(HttpContext context, SitePages site)
    {
        await PostedForm.Read(context);
        if (await links.Begin(context, site) is not { } attempt)
            return;
        if (await LinkToken.OfPerson(context, contacts) is { } token
            && await grains.GetGrain<IPersonGrain>(token.Id).EnterPortal(
                token.Hash,
                site.Look.Host,
                context.Connection.RemoteIpAddress?.ToString(),
                SignInStep.Agent(context)) is { Token: not null } answer)
        {
            await attempt.GiveBack();
            await start.Go(context, token.Id, null, answer, null);
            return;
        }

        await Dead(context, site);
    }

    private Task Dead(HttpContext context, SitePages site) =>
        DeadLink.Show(answers, context, site, "Link.Portal", ("/sign-in", "Back.SignIn"));
}
