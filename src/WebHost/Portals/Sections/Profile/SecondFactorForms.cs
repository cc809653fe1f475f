using Portal.Saving;
using Portal.WebHost.Front;

namespace Portal.WebHost.Portals;

/// <summary>The second factor: set up by a QR code and a first code, new recovery codes, taken away.</summary>
internal sealed class SecondFactorForms(ProfileAnswer pages, CurrentPassword password)
{
    public Task<bool> Serve(PortalCall call, string step, bool posts) => (step, posts, call.Person.HasSecondFactor) switch
    {
        ("", false, false) => Begin(call, null, new FormState()),
        ("", true, false) => Finish(call),
        // Read again, or sent again, after it was set up.
        ("", _, true) => Shown(call),
        ("/codes", false, true) => Ask(call, "codes", new FormState()),
        ("/codes", true, true) => NewCodes(call),
        ("/remove", false, true) => Ask(call, "remove", new FormState()),
        ("/remove", true, _) => Remove(call),
        _ => Task.FromResult(false),
    };

    /// <param name="refused">The offer whose form was wrong; null: the page is just opened.</param>
    private async Task<bool> Begin(PortalCall call, string? refused, FormState form)
    {
        var enrolment = await pages.Me(call).GetEnrolment(call.Site.Look.Name, refused);
        if (refused is not null && enrolment.Offer != refused)
            form.Rather("code", Texts(call)["Factor.Old"]);
        var shown = new EnrolmentPicture(FactorPicture.Of(enrolment.Uri), enrolment.Secret, enrolment.Offer);
        return await pages.Page<FactorSetUpPage>(call, "second-factor", Texts(call)["Factor.SetUp"], form, shown);
    }

    private async Task<bool> Finish(PortalCall call)
    {
        var (posted, form) = (await SectionForm.Read(call), new FormState());
        var (offer, code) = (posted["offer"].ToString(), posted["code"].ToString().Replace(" ", "", StringComparison.Ordinal));
        if (code.Length is 0 or > 16)
            form.Wrong("code", Texts(call)["Error.code"]);
        if (await password.Read(call, posted, form) is not { } current || form.HasErrors)
            return await Begin(call, offer, form);
        var result = await pages.Me(call).Enrol(call.Session.Id, current, offer, code, call.Change(posted));
        if (result.Outcome == SaveOutcome.NotFound)
            return await Shown(call);
        await password.Tell(result.Errors);
        return result.IsSaved ? await Show(call, result.Value!) : await Begin(call, offer, form.Refused(result.Errors, Texts(call)));
    }

    private async Task<bool> NewCodes(PortalCall call)
    {
        var posted = await SectionForm.Read(call);
        var form = new FormState();
        if (await password.Read(call, posted, form) is not { } current)
            return await Ask(call, "codes", form);
        var result = await pages.Me(call).RenewCodes(current, call.Change(posted));
        if (result.Outcome == SaveOutcome.NotFound)
            return await Shown(call);
        await password.Tell(result.Errors);
        return result.IsSaved ? await Show(call, result.Value!) : await Ask(call, "codes", form.Refused(result.Errors, Texts(call)));
    }

    private async Task<bool> Remove(PortalCall call)
    {
        var posted = await SectionForm.Read(call);
        var form = new FormState();
        if (await password.Read(call, posted, form) is not { } current)
            return await Ask(call, "remove", form);
        var result = await pages.Me(call).RemoveSecondFactor(current, call.Change(posted));
        await password.Tell(result.Errors);
        return result.IsSaved
            ? await ProfileAnswer.Back(call, "factor-removed")
            : await Ask(call, "remove", form.Refused(result.Errors, Texts(call)));
    }

    private static Task<bool> Shown(PortalCall call) => ProfileAnswer.Back(call, "codes-once");

    private Task<bool> Show(PortalCall call, string[] codes) =>
        pages.Page<FactorCodesPage>(call, "codes", Texts(call)["Codes.Title"], new FormState(), codes);

    private Task<bool> Ask(PortalCall call, string what, FormState form) =>
        pages.Page<FactorPasswordPage>(call, what, Texts(call)[what == "codes" ? "Codes.New" : "Factor.Remove"], form, what);

    private static TextSet Texts(PortalCall call) => ProfileAnswer.Texts(call);
}
