using Microsoft.AspNetCore.Components;
using Portal.Mail;
using Portal.People;

namespace Portal.WebHost.Portals;

/// <summary>What the forms of the profile have in common: the person, the pages, the way back.</summary>
internal sealed class ProfileAnswer(PortalAnswer answer, IGrainFactory grains, IMailReach mail)
{
    public IPersonGrain Me(PortalCall call) => grains.GetGrain<IPersonGrain>(call.Person.Id);

    public static TextSet Texts(PortalCall call) => TextSet.Of<ProfileSection>(call.Texts.Language);

    public async Task<bool> Overview(PortalCall call, FormState? form = null)
    {
        var texts = Texts(call);
        var done = call.Context.Request.Query["done"].ToString();
        // A mail that can't leave is not said to be on its way.
        if (done is "email" or "verify" && !await mail.Leaves(call.Person.HomeHost, call.Aborted))
            done = "later";
        return await Page<ProfilePage>(
            call, null, texts["Menu"], form ?? new FormState(), done: done.Length > 0 ? texts.Find("Done." + done) : null);
    }

    public Task<bool> Locked(PortalCall call) =>
        Page<ProfileLockedPage>(call, "locked", Texts(call)["Locked.Title"], new FormState(), status: StatusCodes.Status403Forbidden);

    public async Task<bool> Page<TPage>(
        PortalCall call, string? kind, string title, FormState form, object? data = null, string? done = null, int? status = null)
        where TPage : IComponent
    {
        await answer.Page<TPage>(new ShellModel
        {
            Call = call,
            Section = "profile",
            Kind = kind,
            Title = title,
            Texts = Texts(call),
            Form = form,
            Data = data,
            Done = done,
            TypesPasswords = kind is not (null or "me" or "locked"),
            Status = status ?? (form.HasErrors ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK),
        });
        return true;
    }

    public static async Task<bool> Back(PortalCall call, string done)
    {
        await PortalAnswer.SeeOther(call, "/profile?done=" + done);
        return true;
    }
}
