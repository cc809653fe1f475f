using Portal.Audit;
using Portal.Feed;

namespace Portal.Saving;

/// <summary>One kind of documents, as what goes through all kinds sees it: the daily comparison, the leases of front ends.</summary>
internal interface IFollowUp
{
    Subject Subject { get; }

    /// <summary>Has the document's grain do all that follows again.</summary>
    Task Repair(string key);
}

/// <summary>
/// What follows from a state and can be derived from it, so that all of it may be done again without harm:
/// rows → note to the front ends → other grains. What happens once (audit, mail, a claim) is in the state until it is settled.
/// </summary>
/// <typeparam name="TState">What is stored.</typeparam>
internal interface IFollowUp<TState> : IFollowUp
    where TState : class, IStored
{
    /// <summary>Writes the rows, in one transaction with the audit's (<see cref="SubjectRows.Write"/>).</summary>
    /// <param name="before">What the rows said when this activation last wrote them; null: that is not known.</param>
    Task Rows(string key, TState state, TState? before);

    /// <summary>What the front ends are told; null: they keep nothing of it, or nothing that they keep is another.</summary>
    FeedNote? Note(string key, TState state, TState? before) => new(Subject.FeedKey(key), state.Version);

    /// <summary>The rest: what other grains have to do with it. Front ends never wait for it.</summary>
    Task Others(string key, TState state) => Task.CompletedTask;

    /// <summary>What to write once all is done of a state that may not keep what it carried; null: it stays as it is.</summary>
    TState? Forget(TState state) => null;
}

/// <summary>What is stored by versions and followed by rows.</summary>
internal interface IStored
{
    /// <summary>0: never was. Never restarts.</summary>
    long Version { get; }

    /// <summary>The number at which its line in the read model is settled.</summary>
    long SettlesAt => Version;

    /// <summary>Audit rows that may not be written yet, in the order in which they happened.</summary>
    IEnumerable<AuditEntry> Audits { get; }
}
