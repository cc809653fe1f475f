namespace Portal.WebHost.Portals;

/// <summary>Another e-mail address, which counts once its owner followed a link.</summary>
internal sealed class EmailForm(ProfileAnswer pages, CurrentPassword password)
{
    public async Task<bool> Serve(PortalCall call, bool posts)
    {
        if (!posts)
            return await Show(call, new FormState());
        var posted = await SectionForm.Read(call);
        var (texts, form) = (ProfileAnswer.Texts(call), FormState.From(posted));
        var email = posted.Text("email", 254);
        if (email is null)
            form.Wrong("email", texts["Error.email"]);
        if (await password.Read(call, posted, form) is not { } current || form.HasErrors)
            return await Show(call, form);
        var result = await pages.Me(call).ChangeEmail(current, email!, call.Change(posted));
        await password.Tell(call, result.Errors);
        return result.IsSaved ? await ProfileAnswer.Back(call, "email") : await Show(call, form.With(result.Errors, texts));
    }

    private Task<bool> Show(PortalCall call, FormState form) => pages.Page<EmailPage>(call, "email", ProfileAnswer.Texts(call)["Email.Title"], form);
}
