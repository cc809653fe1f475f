using Portal.Customers;
using Portal.People;
using Portal.Saving;
using Portal.SignUp;

namespace Portal.WebHost.Portals;

/// <summary>Confirms an e-mail address by a mailed link: of a sign-up, or of a person who changes it.</summary>
internal sealed class VerifyEmail(
    PageAnswers answers, IContactDirectory contacts, ISignUpDirectory signUps, LinkTries links, IGrainFactory grains) : IOpenPage
{
    public IReadOnlyList<string> Paths { get; } = ["/verify-email"];

    public async Task Show(HttpContext context, SitePages site)
    {
        if (await links.Begin(context, site) is not { } attempt)
            return;
        var token = LinkToken.Of(context.Request);
        var state = await Find(context, site, token);
        if (state != SignUpLinkState.None)
            await attempt.GiveBack();
        if (state is SignUpLinkState.Done or SignUpLinkState.Waits)
            SeeOther.To(context, state == SignUpLinkState.Done ? "/sign-in?word=email" : "/sign-in?word=approval");
        else if (state == SignUpLinkState.None)
            await Dead(context, site, token);
        else
            await answers.Fresh(
                context, site, PageKind.VerifyEmail, new PageFill { AsksPassword = state == SignUpLinkState.NeedsPassword });
    }

    public async Task Take(HttpContext context, SitePages site)
    {
        var form = await PostedForm.Read(context);
        if (await links.Begin(context, site) is not { } attempt)
            return;
        var token = LinkToken.Of(context.Request);
        var isGood = await Find(context, site, token) != SignUpLinkState.None;
        if (isGood)
            await attempt.GiveBack();
        if (token is { IsPerson: true })
            await ConfirmChange(context, site, token);
        else if (isGood)
            await ConfirmSignUp(context, site, token!, form["password"]);
        else
            await Dead(context, site, token);
    }

    private async Task ConfirmSignUp(HttpContext context, SitePages site, LinkToken token, string? password)
    {
        var result = await grains.GetGrain<ISignUpGrain>(token.Id).Confirm(
            token.Hash, site.Look.Host, SignUpBrowser.Hash(context), password);
        if (result.IsSaved)
            SeeOther.To(context, "/sign-in?word=" + Word(site, result.Value));
        else if (result.Outcome == SaveOutcome.Invalid)
            await answers.Fresh(
                context,
                site,
                PageKind.VerifyEmail,
                new PageFill { AsksPassword = true, Errors = result.Errors },
                StatusCodes.Status422UnprocessableEntity);
        else
            await Dead(context, site, token);
    }

    /// <summary>What the next page says: what is true of the new account now.</summary>
    /// <param name="made">Null: not there yet.</param>
    private static string Word(SitePages site, CustomerView? made) => made is null
        ? site.Look.ApprovesSignUps ? "approval" : "account"
        : made.Settings.Status == CustomerStatus.PendingApproval ? "approval" : "email";

    private async Task ConfirmChange(HttpContext context, SitePages site, LinkToken token)
    {
        if (await contacts.PersonExists(token.Id, context.RequestAborted)
            && (await grains.GetGrain<IPersonGrain>(token.Id).UseEmailLink(
                token.Hash, site.Look.Host, token.Change(context, "email"))).IsSaved)
            SeeOther.To(context, "/sign-in?word=email");
        else
            await Dead(context, site, token);
    }

    private async Task<SignUpLinkState> Find(HttpContext context, SitePages site, LinkToken? token)
    {
        if (token is { IsSignUp: true } && await signUps.Exists(token.Id, context.RequestAborted))
            return await grains.GetGrain<ISignUpGrain>(token.Id).Look(token.Hash, site.Look.Host, SignUpBrowser.Hash(context));
        return token is { IsPerson: true }
            && await contacts.PersonExists(token.Id, context.RequestAborted)
            && await grains.GetGrain<IPersonGrain>(token.Id).LookAtLink(token.Hash, site.Look.Host) == LinkPurpose.ChangeEmail
            ? SignUpLinkState.Confirmable
            : SignUpLinkState.None;
    }

    private Task Dead(HttpContext context, SitePages site, LinkToken? token) => token is { IsPerson: true }
        ? DeadLink.Show(answers, context, site, "Link.Email", ("/sign-in", "Back.SignIn"))
        : DeadLink.Show(answers, context, site, "Link.Verify", ("/sign-in", "Back.SignIn"));
}
