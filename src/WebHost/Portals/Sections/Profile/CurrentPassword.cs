using Portal.People;
using Portal.Saving;

namespace Portal.WebHost.Portals;

/// <summary>
/// The password that opens changes to the login. Whoever found an open browser may not guess it: tries are counted as
/// those of a sign-in are, before they are looked at. For one request.
/// </summary>
internal sealed class CurrentPassword(Tries tries)
{
    public const string Field = "currentPassword";
    private const int Longest = 128;
    private Try? attempt;

    /// <summary>Null: something is wrong with it, or with the form, and the form says so.</summary>
    public async Task<string?> Read(PortalCall call, IFormCollection posted, FormState form)
    {
        var texts = ProfileAnswer.Texts(call);
        var typed = posted[Field].ToString();
        if (typed.Length is 0 or > Longest)
            form.Wrong(Field, texts["Error." + Field]);
        if (form.HasErrors)
            return null;
        attempt = await tries.Begin("profile/" + call.Person.Id, null);
        if (attempt.WaitUntil is not { } until)
            return typed;
        form.Wrong(Field, texts.Format("Error.Wait", Moments.Full(call, until), call.Zone.Id));
        return null;
    }

    /// <summary>Whether it was right. A wrong one stays counted.</summary>
    public async Task Tell(IReadOnlyCollection<FieldError> errors)
    {
        if (attempt is not null && errors.All(e => e.Field != Field))
            await attempt.Right();
    }

    /// <summary>It was not looked at.</summary>
    public async Task Untouched()
    {
        if (attempt is not null)
            await attempt.GiveBack();
    }
}
