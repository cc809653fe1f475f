using System.Runtime.ExceptionServices;
using Microsoft.Extensions.Logging;
using Portal.Feed;
using Portal.Mail;
using Portal.Saving;
using Portal.Secrets;

namespace Portal.People;

/// <summary>What follows from a person's state: rows, audit, the note to the front ends, claims, mails. All of it may be done again without harm.</summary>
internal sealed partial class PersonEffects(PersonRows rows, EmailHolds holds, IGrainFactory grains, IFeedPublisher feed, ISecrets secrets, ILogger<PersonEffects> logger)
{
    public Task<bool> AreSettled(string id, long version) => rows.AreSettled(id, version);

    /// <param name="contacts">Whether the lines of the places may have changed.</param>
    public async Task<FollowedUp> Show(string id, PersonState state, bool contacts)
    {
        // Rows first: whoever is told by what follows finds them.
        var problem = await FollowedUp.Try(null, () => rows.Put(id, state, contacts, settled: Further(state).Length == 0));
        return new FollowedUp(await feed.Publish(FeedKeys.Person(id), state.Version), problem);
    }

    /// <summary>Claims, split-off persons and mails: each is tried, whatever became of the one before.</summary>
    public async Task Finish(string id, PersonState state)
    {
        var further = Further(state);
        Exception? problem = null;
        foreach (var effect in further)
            problem = await FollowedUp.Try(problem, () => Do(effect));
        if (problem is not null)
            ExceptionDispatchInfo.Throw(problem);
        if (further.Length > 0)
            await rows.MarkSettled(id, state.Version);
    }

    private static PersonEffect[] Further(PersonState state) => Array.FindAll(state.Outstanding, effect => effect.Audit is null);

    private async Task Do(PersonEffect effect)
    {
        // It waits for a member of the fleet that knows it.
        if (effect is { Claim: null, Split: null, Mail: null })
            throw new NotSupportedException("Something follows from this change that only a newer release can do.");
        if (effect.Claim is { } claim)
        {
            var hold = await holds.Of(claim.Email);
            if (!claim.Commits)
                await hold.Release(claim.Scope, claim.Holder);
            else if (!await hold.Commit(claim.Scope, claim.Holder, claim.Holder))
                LogHeldByOther(logger, claim.Holder);
        }

        if (effect.Split is { } split)
        {
            var made = await grains.GetGrain<IPersonGrain>(split.Person).Create(split.Draft, new Change(split.OperationId, split.Actor));
            if (!made.IsSaved && made.Outcome != SaveOutcome.NotFound)
                LogNotSplit(logger, split.Person, made.Outcome);
        }

        if (effect.Mail is { } mail)
            await grains.GetGrain<IOutboxGrain>(mail.Box).Enqueue(mail.Open(secrets));
    }

    [LoggerMessage(2, LogLevel.Debug, "The address of {Person} is held by its creator or by somebody else")]
    private static partial void LogHeldByOther(ILogger logger, string person);

    [LoggerMessage(3, LogLevel.Error, "{Person} could not be split off: {Outcome}")]
    private static partial void LogNotSplit(ILogger logger, string person, SaveOutcome outcome);
}
