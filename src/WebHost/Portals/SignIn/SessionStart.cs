using Portal.Feed;
using Portal.People;
using Portal.Saving;
using Portal.WebHost.Front;

namespace Portal.WebHost.Portals;

/// <summary>What follows when a step of signing in went well: the cookie, and the next page.</summary>
internal sealed class SessionStart(ISiteRefresh refresh, SnapshotTable<PersonSnapshot> persons, KnownDevice devices)
{
    /// <param name="email">Null: this browser is not the person's own.</param>
    public async Task Go(HttpContext context, string person, string? email, PersonSignInAnswer answer, string? returnPath)
    {
        // The next page asks this front end for the session: it must be here by then.
        await refresh.Revalidate(FeedKeys.Person(person), answer.Version);
        var key = SessionCookie.Parse(answer.Token)
            ?? throw new InvalidOperationException("A person's grain answered a token that isn't one.");
        SessionCookie.Write(context, key, await Lasts(key));
        if (answer.Stage != SessionStage.NeedsCode && email is not null)
            devices.Remember(context, email);
        SeeOther.To(context, answer.Stage.KnownOr(SessionStage.NeedsCode) switch
        {
            SessionStage.NeedsCode => ReturnPath.With("/sign-in/code", returnPath),
            SessionStage.NeedsSecondFactor => ReturnPath.With("/sign-in/second-factor", returnPath),
            // Staff come to look, and answer for nobody.
            SessionStage.Whole => email is not null && Invitations.Wait((await persons.Get(person))?.Current)
                ? ReturnPath.With(Invitations.Path, returnPath)
                : ReturnPath.Clean(returnPath),
        });
    }

    /// <summary>The same session under a new token.</summary>
    public async Task Renew(HttpContext context, SessionKey key, long version)
    {
        await refresh.Revalidate(FeedKeys.Person(key.Person), version);
        SessionCookie.Write(context, key, await Lasts(key));
    }

    // Only where "keep me signed in" was chosen does a session outlive half a day without requests.
    private async Task<bool> Lasts(SessionKey key)
    {
        var person = (await persons.Get(key.Person))?.Current;
        var id = key.SessionId;
        return person is not null && Array.Find(person.Sessions, s => s.Id == id) is { } session
            && session.EndsAt - session.SeenAt > TimeSpan.FromDays(1);
    }
}
