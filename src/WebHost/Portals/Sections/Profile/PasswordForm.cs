namespace Portal.WebHost.Portals;

/// <summary>Another password. The other sessions end.</summary>
internal sealed class PasswordForm(ProfileAnswer pages, CurrentPassword password)
{
    public async Task<bool> Serve(PortalCall call, bool posts)
    {
        if (!posts)
            return await Show(call, new FormState());
        var posted = await SectionForm.Read(call);
        var (texts, form) = (ProfileAnswer.Texts(call), FormState.From(posted));
        var next = posted["password"].ToString();
        if (next.Length == 0)
            form.Wrong("password", texts["Error.password"]);
        if (await password.Read(call, posted, form) is not { } current)
            return await Show(call, form);
        var result = await pages.Me(call).ChangePassword(call.Session.Id, current, next, call.Change(posted));
        await password.Tell(result.Errors);
        return result.IsSaved ? await ProfileAnswer.Back(call, "password") : await Show(call, form.Refused(result.Errors, texts));
    }

    private Task<bool> Show(PortalCall call, FormState form) =>
        pages.Page<PasswordPage>(call, "password", ProfileAnswer.Texts(call)["Password.Title"], form);
}
