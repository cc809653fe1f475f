using Portal.People;

namespace Portal.WebHost.Portals;

/// <summary>Another e-mail address, which counts once its owner followed a link.</summary>
internal sealed class EmailForm(ProfileAnswer pages, CurrentPassword password, IThrottle throttle)
{
    private const int MostMails = 3;
    private const int MostChanges = 10;
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    public async Task<bool> Serve(PortalCall call, bool posts)
    {
        if (!posts)
            return await Show(call, new FormState());
        var posted = await SectionForm.Read(call);
        var (texts, form) = (ProfileAnswer.Texts(call), FormState.From(posted));
        var email = posted.Text("email", 254);
        if (email is null)
            form.Wrong("email", texts["Error.email"]);
        if (await password.Read(call, posted, form) is not { } current)
            return await Show(call, form);
        // A mail to whatever address was typed: somebody signed in is no mailer.
        if (!await throttle.Take("change-email/" + call.Person.Id, MostChanges, Window))
        {
            await password.Untouched();
            return await Show(call, form.Wrong("", texts["Error.Mails"]));
        }

        var result = await pages.Me(call).ChangeEmail(current, email!, call.Change(posted));
        await password.Tell(result.Errors);
        return result.IsSaved ? await ProfileAnswer.Back(call, "email") : await Show(call, form.Refused(result.Errors, texts));
    }

    /// <summary>The address that waits was a slip, or is not wanted any more.</summary>
    public async Task<bool> Withdraw(PortalCall call)
    {
        var posted = await SectionForm.Read(call);
        await pages.Me(call).WithdrawEmail(call.Change(posted));
        return await ProfileAnswer.Back(call, "withdrawn");
    }

    /// <summary>A link to the present address: following it and setting the password shows that its owner reads it.</summary>
    public async Task<bool> Verify(PortalCall call)
    {
        var posted = await SectionForm.Read(call);
        if (call.Person.EmailVerified)
            return await ProfileAnswer.Back(call, "saved");
        if (!await throttle.Take("verify/" + call.Person.Id, MostMails, Window))
            return await Show(call, new FormState().Wrong("", ProfileAnswer.Texts(call)["Error.Mails"]));
        await pages.Me(call).SendLink(LinkPurpose.ResetPassword, call.Change(posted));
        return await ProfileAnswer.Back(call, "verify");
    }

    private Task<bool> Show(PortalCall call, FormState form) =>
        pages.Page<EmailPage>(call, "email", ProfileAnswer.Texts(call)["Email.Title"], form);
}
