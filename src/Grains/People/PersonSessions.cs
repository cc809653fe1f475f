using Portal.Saving;

namespace Portal.People;

/// <summary>A session as it is stored.</summary>
/// <param name="Remembered">It lasts 30 days without a request instead of 12 hours.</param>
internal sealed record HeldSession(PersonSession Session, bool Remembered) : Kept;

/// <summary>The browsers that a person is signed in with. Pure: each change is a new list.</summary>
internal static class PersonSessions
{
    public const int Most = 20;

    public static readonly TimeSpan Idle = TimeSpan.FromHours(12);
    public static readonly TimeSpan RememberedIdle = TimeSpan.FromDays(30);

    /// <summary>How long the second step may take.</summary>
    public static readonly TimeSpan PendingLife = TimeSpan.FromMinutes(10);

    /// <summary>A session that is used is written again at most this often.</summary>
    public static readonly TimeSpan Touched = TimeSpan.FromMinutes(30);

    /// <summary>A look of staff, used or not: whoever lost the right to it meanwhile is out by then.</summary>
    public static readonly TimeSpan StaffLife = TimeSpan.FromHours(1);

    private const int LongestAgent = 200;

    public static HeldSession[] Living(HeldSession[] sessions, DateTimeOffset now) =>
        Array.FindAll(sessions, held => held.Session.EndsAt > now);

    public static HeldSession New(
        string id,
        string host,
        string contact,
        SessionStage stage,
        bool remembered,
        string? source,
        string? agent,
        DateTimeOffset now,
        StaffVisit? staff = null) =>
        new(
            new PersonSession(
                id,
                host,
                contact,
                stage,
                now,
                now,
                now + (staff is null ? Life(stage, remembered) : StaffLife),
                source,
                agent is { Length: > LongestAgent } ? agent[..LongestAgent] : agent,
                staff),
            remembered);

    /// <summary>With one more; when there are too many, whichever was seen longest ago goes.</summary>
    public static HeldSession[] Add(HeldSession[] sessions, HeldSession added) =>
        [added, .. sessions.OrderByDescending(held => held.Session.SeenAt).Take(Most - 1)];

    /// <summary>The same browser, one step further, under a new token: who saw the old one has nothing.</summary>
    public static HeldSession[] Advance(HeldSession[] sessions, string id, string newId, DateTimeOffset now) =>
        Change(sessions, id, held => held with
        {
            Session =
            held.Session with
            {
                Id = newId,
                Stage = SessionStage.Whole,
                SeenAt = now,
                EndsAt = now + Life(SessionStage.Whole, held.Remembered),
            },
        });

    /// <summary>Null: it was touched a moment ago, waits for a second step, or is a look of staff.</summary>
    public static HeldSession[]? Touch(HeldSession[] sessions, string id, DateTimeOffset now) =>
        Array.Find(sessions, held => held.Session.Id == id) is { Session: { Stage: SessionStage.Whole, Staff: null } session }
            && now - session.SeenAt >= Touched
            ? Change(sessions, id, held => held with
            {
                Session = held.Session with { SeenAt = now, EndsAt = now + Life(SessionStage.Whole, held.Remembered) },
            })
            : null;

    public static HeldSession[] Switch(HeldSession[] sessions, string id, string contact) =>
        Change(sessions, id, held => held with { Session = held.Session with { Contact = contact } });

    public static HeldSession[] End(HeldSession[] sessions, string id) => Array.FindAll(sessions, held => held.Session.Id != id);

    /// <summary>All but one.</summary>
    public static HeldSession[] EndOthers(HeldSession[] sessions, string id) => Array.FindAll(sessions, held => held.Session.Id == id);

    public static HeldSession[] EndPlace(HeldSession[] sessions, string contact) =>
        Array.FindAll(sessions, held => held.Session.Contact != contact);

    private static TimeSpan Life(SessionStage stage, bool remembered) =>
        stage != SessionStage.Whole ? PendingLife : remembered ? RememberedIdle : Idle;

    private static HeldSession[] Change(HeldSession[] sessions, string id, Func<HeldSession, HeldSession> change) =>
        Array.ConvertAll(sessions, held => held.Session.Id == id ? change(held) : held);
}
