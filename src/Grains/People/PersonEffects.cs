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
    public async Task<(bool Settled, bool Announced)> Settle(string id, PersonState state, bool contacts)
    {
        var further = Array.FindAll(state.Outstanding, effect => effect.Audit is null);
        // Rows first: whoever is told by what follows finds them.
        var settled = await Try(id, () => rows.Put(id, state, contacts, settled: further.Length == 0));
        foreach (var effect in further)
            settled &= await Try(id, () => Do(effect));
        if (settled && further.Length > 0)
            settled = await Try(id, () => rows.MarkSettled(id, state.Version));
        return (settled, await feed.Publish(FeedKeys.Person(id), state.Version));
    }

    private async Task Do(PersonEffect effect)
    {
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

    private async Task<bool> Try(string id, Func<Task> effect)
    {
        try
        {
            await effect();
            return true;
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            // The change itself is written: what follows is repeated, and the caller is not told that it failed.
            LogUnsettled(logger, id, problem);
            return false;
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Not all that follows from the change of {Person} was done; it is tried again")]
    private static partial void LogUnsettled(ILogger logger, string person, Exception problem);

    [LoggerMessage(2, LogLevel.Debug, "The address of {Person} is held by who made it, or by somebody else")]
    private static partial void LogHeldByOther(ILogger logger, string person);

    [LoggerMessage(3, LogLevel.Error, "{Person} could not be split off: {Outcome}")]
    private static partial void LogNotSplit(ILogger logger, string person, SaveOutcome outcome);
}
