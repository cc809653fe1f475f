using Portal.People;
using Portal.Saving;

namespace Portal.WebHost.Portals;

/// <summary>
/// The password that opens changes to the login. Whoever found an open browser may not guess it: wrong ones are counted
/// as those of a sign-in are.
/// </summary>
internal sealed class CurrentPassword(IThrottle throttle)
{
    public const string Field = "currentPassword";
    private const int Longest = 128;

    /// <summary>Null: something is wrong with it, and the form says so.</summary>
    public async Task<string?> Read(PortalCall call, IFormCollection posted, FormState form)
    {
        var texts = ProfileAnswer.Texts(call);
        var typed = posted[Field].ToString();
        if (await throttle.WaitUntil(Key(call)) is { } until)
            form.Wrong(Field, texts.Format("Error.Wait", Moments.Full(call, until), call.Zone.Id));
        else if (typed.Length is 0 or > Longest)
            form.Wrong(Field, texts["Error." + Field]);
        else
            return typed;
        return null;
    }

    /// <summary>Counts a wrong one, forgets them after a right one.</summary>
    public Task Tell(PortalCall call, IReadOnlyCollection<FieldError> errors) =>
        errors.Any(e => e.Field == Field) ? throttle.Fail(Key(call)) : throttle.Forgive(Key(call));

    private static string Key(PortalCall call) => "profile/" + call.Person.Id;
}
