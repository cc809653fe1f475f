using Portal.Audit;
using Portal.Platform;
using Portal.Saving;

namespace Portal.People;

/// <summary>
/// A person's state and how it changes: each write raises the version, and what follows from it is repeated until it is done.
/// </summary>
internal sealed class PersonChanges
{
    private readonly StateWriter<PersonState> writer;
    private readonly PersonTools tools;

    public PersonChanges(IGrainBase grain, IPersistentState<PersonState> store, PersonTools tools)
    {
        this.tools = tools;
        writer = new StateWriter<PersonState>(grain, store, tools.FollowUp, tools.Saving);
    }

    public string Id => writer.Key;

    public PersonState State => writer.Now;

    public PersonTools Tools => tools;

    public DateTimeOffset Now => tools.Clock.GetRowTime();

    public Task Open() => writer.Activate();

    public Task Repair() => writer.Repair();

    /// <param name="next">The present state with what changes; its version is raised here.</param>
    /// <param name="change">Null: sessions alone, nobody's edit.</param>
    /// <returns>Whether the front ends were told.</returns>
    public Task<bool> Commit(PersonState next, Change? change, params PersonEffect[] effects)
    {
        var (before, now) = (State, Now);
        return writer.Commit(next with
        {
            Version = before.Version + 1,
            EditVersion = change is null ? before.EditVersion : before.Version + 1,
            Sessions = PersonSessions.Living(next.Sessions, now),
            Links = PersonLinks.Living(next.Links, now),
            Passes = Array.FindAll(next.Passes, pass => pass.EndsAt > now),
            RecentOperations = change is null ? before.RecentOperations : RecentOperations.Add(before.RecentOperations, change.OperationId),
            // What an earlier write left undone goes along.
            Outstanding = writer.Carry(before.Outstanding, effects),
        });
    }

    /// <summary>An audit row of the person, or of one of its places.</summary>
    public PersonEffect Audit(Change change, string action, string? before, string? after, string? target = null, string? brand = null) =>
        PersonEffect.Of(new AuditEntry(change.OperationId, Now, change.Actor, action, target ?? "person/" + Id, brand, before, after));

    /// <summary>What somebody may not edit: 1. it isn't there; 2. this was done already; 3. somebody else changed it since.</summary>
    /// <param name="place">What is edited; of one that waits, its own version counts.</param>
    public SaveResult<T>? Refusal<T>(Change change, Func<T> view, StoredPlace? place = null)
        where T : class =>
        !State.Lives ? SaveResult<T>.NotFound()
        : State.Did(change.OperationId) ? SaveResult<T>.Saved(view())
        : change.ExpectedVersion < (place?.Invitation?.Version ?? State.EditVersion) ? SaveResult<T>.Conflict(view())
        : null;

    /// <summary>Null: it is no good here, or any more.</summary>
    public PersonLink? Link(string tokenHash, string host) => State.Lives ? PersonLinks.Find(State.Links, tokenHash, host, Now) : null;

    public PersonSnapshot Snapshot() => State.ToSnapshot(Id, Now);
}
