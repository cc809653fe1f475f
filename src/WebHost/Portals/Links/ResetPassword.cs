using Portal.People;
using Portal.Saving;

namespace Portal.WebHost.Portals;

/// <summary>Chooses a password by a mailed link: of who forgot it, and of who was invited.</summary>
internal sealed class ResetPassword(PageAnswers answers, IContactDirectory contacts, IGrainFactory grains) : IOpenPage
{
    public IReadOnlyList<string> Paths { get; } = ["/reset-password"];

    public async Task Show(HttpContext context, SitePages site)
    {
        if (await Look(context, site) is null)
            await Dead(context, site);
        else
            await answers.Fresh(context, site, PageKind.ResetPassword, PageFill.None);
    }

    public async Task Take(HttpContext context, SitePages site)
    {
        var form = await PostedForm.Read(context);
        if (await Read(context) is not { } token)
        {
            await Dead(context, site);
            return;
        }

        var password = form["password"].ToString();
        var change = new Change(token.Operation(password), new Actor("contact", token.Id, "", context.Connection.RemoteIpAddress?.ToString()));
        var result = await grains.GetGrain<IPersonGrain>(token.Id).UsePasswordLink(token.Hash, site.Look.Host, password, change);
        if (result.IsSaved)
            SeeOther.To(context, "/sign-in?word=password");
        else if (result.Outcome == SaveOutcome.Invalid)
            await answers.Fresh(context, site, PageKind.ResetPassword, NewPassword.Refused(site.TextsFor(context.Request), password), StatusCodes.Status422UnprocessableEntity);
        else
            await Dead(context, site);
    }

    private async Task<LinkToken?> Look(HttpContext context, SitePages site) =>
        await Read(context) is { } token
        && await grains.GetGrain<IPersonGrain>(token.Id).LookAtLink(token.Hash, site.Look.Host) is LinkPurpose.ResetPassword or LinkPurpose.Invitation
            ? token
            : null;

    private async Task<LinkToken?> Read(HttpContext context) =>
        LinkToken.Of(context.Request) is { IsPerson: true } token && await contacts.PersonExists(token.Id, context.RequestAborted) ? token : null;

    private Task Dead(HttpContext context, SitePages site) => DeadLink.Show(answers, context, site, "Link.Reset", ("/forgot-password", "Link.ResetAgain"));
}

/// <summary>Why a new password was refused, in the visitor's language: the rule is the grain's.</summary>
internal static class NewPassword
{
    private const int Shortest = 8;
    private const int Longest = 128;

    public static PageFill Refused(PortalTexts texts, string password) => new()
    {
        Errors =
        [
            new FieldError("password", texts[password.Length switch
            {
                < Shortest => "Password.Short",
                > Longest => "Password.Long",
                _ => "Password.Guessable",
            }]),
        ],
    };
}
