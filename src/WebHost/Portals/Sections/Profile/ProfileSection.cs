using Portal.Mail;
using Portal.People;

namespace Portal.WebHost.Portals;

/// <summary>The company, to read; oneself, to change. Each form has a page of its own, so that passwords are typed on few.</summary>
internal sealed class ProfileSection(
    PortalAnswer answer, IGrainFactory grains, IThrottle throttle, Tries tries, IMailReach mail) : IPortalSection
{
    private readonly ProfileAnswer pages = new(answer, grains, mail);

    public string Key => "profile";

    public async Task<bool> Serve(PortalCall call, string rest)
    {
        var (reads, posts) = (SectionForm.IsRead(call), SectionForm.IsPost(call));
        if (!reads && !posts)
            return false;
        switch (rest)
        {
            case "" when reads:
                return await pages.Overview(call);
            // Language and zone are the person's wherever they have places: staff of one customer's portal look at them only.
            case "/me" when reads || !call.IsStaff:
                return await new PersonalForm(pages).Serve(call, posts);
            case "/calls" when reads:
                return call.Stale is null ? await SectionForm.BackTo(call, "/profile") : await pages.Overview(call);
            case "/calls":
                return await new ItemisedForm(pages, grains).Save(call);
            case "/me" or "/email" or "/email/withdraw" or "/verify" or "/password" or "/second-factor" or "/second-factor/codes"
                or "/second-factor/remove" or "/sessions/end-others":
                break;
            case ['/', 's', 'e', 's', 's', 'i', 'o', 'n', 's', '/', ..] when posts && rest.EndsWith("/end", StringComparison.Ordinal):
                break;
            default:
                return false;
        }

        // What opens a person's login is the person's alone.
        if (call.IsStaff)
            return await pages.Locked(call);
        var password = new CurrentPassword(tries);
        return rest switch
        {
            "/email" => await new EmailForm(pages, password, throttle).Serve(call, posts),
            "/email/withdraw" => posts && await new EmailForm(pages, password, throttle).Withdraw(call),
            "/verify" when reads && call.Stale is null => await SectionForm.BackTo(call, "/profile/email"),
            "/verify" => posts && await new EmailForm(pages, password, throttle).Verify(call),
            "/password" => await new PasswordForm(pages, password).Serve(call, posts),
            _ when rest.StartsWith("/second-factor", StringComparison.Ordinal) =>
                await new SecondFactorForms(pages, password).Serve(call, rest["/second-factor".Length..], posts),
            _ => posts && await new SessionForms(pages).Serve(call, rest["/sessions/".Length..]),
        };
    }
}
