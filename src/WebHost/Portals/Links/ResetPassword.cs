using Portal.People;
using Portal.Saving;

namespace Portal.WebHost.Portals;

/// <summary>Chooses a password by a mailed link: of who forgot it, and of who was invited.</summary>
internal sealed class ResetPassword(
    PageAnswers answers, SessionStart start, IContactDirectory contacts, LinkTries links, IGrainFactory grains) : IOpenPage
{
    public IReadOnlyList<string> Paths { get; } = ["/reset-password"];

    public async Task Show(HttpContext context, SitePages site)
    {
        if (await links.Begin(context, site) is not { } attempt)
            return;
        if (await LinkToken.OfPerson(context, contacts) is not { } token)
        {
            await Dead(context, site);
            return;
        }

        // Who has a password answers an invitation and keeps it.
        if (await grains.GetGrain<IPersonGrain>(token.Id).LookAtInvitation(token.Hash, site.Look.Host) is { NeedsPassword: false })
        {
            await attempt.GiveBack();
            SeeOther.To(context, Invitations.Path + context.Request.QueryString);
            return;
        }

        if (await Find(token, site) is not { } link)
        {
            await Dead(context, site);
            return;
        }

        await attempt.GiveBack();
        await answers.Fresh(context, site, PageKind.ResetPassword, FillOf(link, site, context));
    }

    public async Task Take(HttpContext context, SitePages site)
    {
        var form = await PostedForm.Read(context);
        if (await links.Begin(context, site) is not { } attempt)
            return;
        if (await LinkToken.OfPerson(context, contacts) is not { } token)
        {
            await Dead(context, site);
            return;
        }

        var link = await Find(token, site);
        var password = form["password"].ToString();
        var change = token.Change(context, password);
        var result = await attempt.Check(() =>
            grains.GetGrain<IPersonGrain>(token.Id).UsePasswordLink(token.Hash, site.Look.Host, password, change));
        if (result.Outcome != SaveOutcome.NotFound)
            await attempt.GiveBack();
        if (result.IsSaved)
            await Enter(context, site, token.Id, link, password);
        else if (result.Outcome == SaveOutcome.Invalid && link is not null)
            await answers.Fresh(
                context,
                site,
                PageKind.ResetPassword,
                FillOf(link, site, context) with { Errors = NewPassword.Refused(site.TextsFor(context.Request), password) },
                StatusCodes.Status422UnprocessableEntity);
        else
            await Dead(context, site);
    }

    // Who was invited has nothing to prove that the link and the password just chosen don't: the first page is the portal's.
    private async Task Enter(HttpContext context, SitePages site, string person, LinkView? link, string password)
    {
        var answer = link is not { Purpose: LinkPurpose.Invitation }
            ? PersonSignInAnswer.Refused
            : await grains.GetGrain<IPersonGrain>(person).SignIn(new PersonSignIn(
            site.Look.Host,
            password,
            context.Connection.RemoteIpAddress?.ToString(),
            SignInStep.Agent(context),
            false,
            site.Look.RequiresSecondFactor,
            KnownDevice: true));
        if (answer.Token is null)
            SeeOther.To(context, "/sign-in?word=password");
        else
            await start.Go(context, person, link!.Email, answer, null);
    }

    private static PageFill FillOf(LinkView link, SitePages site, HttpContext context)
    {
        var texts = site.TextsFor(context.Request);
        var fill = new PageFill { Typed = new Dictionary<string, string>(StringComparer.Ordinal) { ["email"] = link.Email } };
        return link.Purpose != LinkPurpose.Invitation ? fill with { Text = texts.Format("ResetPassword.Text", link.Email) } : fill with
        {
            Heading = texts["Invitation.Title"],
            Text = link.Customers.Length == 0
                ? texts.Format("Invitation.TextAlone", link.Email)
                : texts.Format("Invitation.Text", string.Join(" · ", link.Customers), link.Email),
            Button = texts["Invitation.Button"],
        };
    }

    private async Task<LinkView?> Find(LinkToken token, SitePages site) =>
        await grains.GetGrain<IPersonGrain>(token.Id).ViewLink(token.Hash, site.Look.Host)
            is { Purpose: LinkPurpose.ResetPassword or LinkPurpose.Invitation } link
            ? link
            : null;

    private Task Dead(HttpContext context, SitePages site) =>
        DeadLink.Show(answers, context, site, "Link.Reset", ("/forgot-password", "Link.ResetAgain"));
}

/// <summary>Why a new password was refused, in the visitor's language: the rule is the grain's.</summary>
internal static class NewPassword
{
    private const int Shortest = 8;
    private const int Longest = 128;

    public static IReadOnlyList<FieldError> Refused(PortalTexts texts, string password) =>
    [
        new FieldError("password", texts[password.Length switch
        {
            < Shortest => "Password.Short",
            > Longest => "Password.Long",
            _ => "Password.Guessable",
        }]),
    ];
}
