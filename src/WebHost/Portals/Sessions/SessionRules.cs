using System.Net;
using Portal.Customers;
using Portal.People;
using Portal.Saving;

namespace Portal.WebHost.Portals;

/// <summary>What a browser's cookie is worth.</summary>
internal enum SessionStanding
{
    /// <summary>There is none.</summary>
    None,

    /// <summary>There is one that is no good (any more).</summary>
    SignedOut,

    /// <summary>The password was right; the code is still to come.</summary>
    NeedsCode,

    /// <summary>The domain wants a second factor set up first.</summary>
    NeedsSecondFactor,

    /// <summary>Signed in.</summary>
    Whole,
}

/// <summary>Decides on sessions. Pure: person and customers are as the front end has them, the time is given.</summary>
internal static class SessionRules
{
    /// <summary>
    /// 1. The person is there. 2. It has this session, on this very host, not ended. 3. The session's place is the person's
    /// still. 4. The stage.
    /// </summary>
    public static (SessionStanding Standing, PersonSession? Session, PersonPlace? Place) Find(
        PersonSnapshot? person, string sessionId, string host, DateTimeOffset now)
    {
        if (person is null or { IsGone: true })
            return (SessionStanding.SignedOut, null, null);
        var session = Array.Find(person.Sessions, s => s.Id == sessionId);
        if (session is null || session.Host != host || session.EndsAt <= now)
            return (SessionStanding.SignedOut, null, null);
        if (!IsHere(person, host))
            return (SessionStanding.SignedOut, null, null);
        if (Array.Find(person.Places, p => p.Contact == session.Contact) is not { } place)
            return (SessionStanding.SignedOut, null, null);
        return (session.Stage.KnownOr(SessionStage.NeedsCode) switch
        {
            SessionStage.Whole => SessionStanding.Whole,
            SessionStage.NeedsSecondFactor => SessionStanding.NeedsSecondFactor,
            SessionStage.NeedsCode => SessionStanding.NeedsCode,
        }, session, place);
    }

    /// <summary>Whether the person signs in on this host.</summary>
    public static bool IsHere(PersonSnapshot person, string host) => person.Scope == host || person.Scope == LoginScope.Anywhere;

    /// <summary>Whether a place can be used on this host, wherever the person is.</summary>
    public static bool IsOpen(PersonPlace place, CustomerSettings? customer, string host) =>
        place.InvitedBy is null && PersonPlaces.IsOpen(place.Status, customer, host);

    /// <summary>Whether a place can be used here and now, by the rule of signing in. Staff come from their own addresses.</summary>
    public static bool Works(PersonPlace place, CustomerSettings? customer, string host, IPAddress? address, bool isStaff) =>
        IsOpen(place, customer, host) && (isStaff || PersonPlaces.Allows(place.AllowedIps, address));
}
