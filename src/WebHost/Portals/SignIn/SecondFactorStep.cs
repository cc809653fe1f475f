using Portal.People;
using Portal.Saving;
using Portal.WebHost.Front;

namespace Portal.WebHost.Portals;

/// <summary>Setting up a second factor because the domain wants one; the session is whole after it.</summary>
internal sealed class SecondFactorStep(PageAnswers answers, PortalGate gate, SessionStart start, IGrainFactory grains) : IOpenPage
{
    public IReadOnlyList<string> Paths { get; } = ["/sign-in/second-factor"];

    public async Task Show(HttpContext context, SitePages site)
    {
        var found = await gate.Check(context, site);
        if (found.Standing == SessionStanding.NeedsSecondFactor)
            await Form(context, site, found, null, StatusCodes.Status200OK);
        else
            Past(context, found);
    }

    public async Task Take(HttpContext context, SitePages site)
    {
        var form = await PostedForm.Read(context);
        var found = await gate.Check(context, site);
        if (found.Standing != SessionStanding.NeedsSecondFactor || !found.IsFormToken(form[PortalCall.TokenField]))
        {
            Past(context, found);
            return;
        }

        var (person, session, offer) = (found.Person!, found.Session!, form["offer"].ToString());
        var change = Change.By(new Actor("contact", session.Contact, person.Name, context.Connection.RemoteIpAddress?.ToString()));
        // A new token with the new right: who saw the one of the password alone has nothing.
        var next = new SessionKey(person.Id, PersonTokens.New());
        if (await grains.GetGrain<IPersonGrain>(person.Id).FinishEnrolment(
                session.Id, offer, form["code"].ToString().Trim(), change, next.SessionId) is not { } codes)
        {
            await Form(context, site, found, offer, StatusCodes.Status422UnprocessableEntity);
            return;
        }

        await start.Renew(context, next, person.Version + 1);
        await answers.Fresh(context, site, PageKind.RecoveryCodes, Kept(codes, person.Email, context));
    }

    private static PageFill Kept(string[] codes, string email, HttpContext context) => new()
    {
        Codes = codes,
        Typed = new Dictionary<string, string>(StringComparer.Ordinal) { ["email"] = email },
        Next = (ReturnPath.Clean(context.Request.Query["return"]), ""),
    };

    // The page with the codes is read again: they are shown once, and where new ones are made stands in the profile.
    private static void Past(HttpContext context, GateAnswer found)
    {
        if (found is { Standing: SessionStanding.Whole, Person.HasSecondFactor: true })
            SeeOther.To(context, "/profile?done=codes-once");
        else
            StepOrder.Elsewhere(context, found.Standing);
    }

    /// <param name="refused">The offer whose code was wrong; null: the page is just opened.</param>
    private async Task Form(HttpContext context, SitePages site, GateAnswer found, string? refused, int status)
    {
        var enrolment = await grains.GetGrain<IPersonGrain>(found.Person!.Id).GetEnrolment(site.Look.Name, refused);
        var fill = new PageFill
        {
            FormToken = found.FormToken,
            Enrolment = new(FactorPicture.Of(enrolment.Uri), enrolment.Secret, enrolment.Offer),
            Problem = refused is null
                ? null
                : site.TextsFor(context.Request)[enrolment.Offer == refused ? "SecondFactor.Wrong" : "SecondFactor.Old"],
        };
        await answers.Fresh(context, site, PageKind.SecondFactor, fill, status);
    }
}
