using System.Runtime.ExceptionServices;
using Microsoft.Extensions.Logging;
using Portal.Mail;
using Portal.Saving;
using Portal.Secrets;

namespace Portal.People;

/// <summary>What follows from a person's state: its lines in the read models; then claims, split-off persons and mails.</summary>
internal sealed partial class PersonFollowUp(
    PersonRows lines, SubjectRows rows, EmailHolds holds, IGrainFactory grains, ISecrets secrets, ILogger<PersonFollowUp> logger)
    : IFollowUp<PersonState>
{
    public Subject Subject { get; } =
        new("person", new ReadModel("portal_persons", "id", "settled") { Beside = [("portal_contacts", "person")] });

    public Task Repair(string key) => grains.GetGrain<IPersonGrain>(key).Repair();

    public Task Rows(string key, PersonState state, PersonState? before) =>
        lines.Put(key, state, before, settled: Further(state).Length == 0);

    /// <summary>Each is tried, whatever became of the one before.</summary>
    public async Task Others(string key, PersonState state)
    {
        var further = Further(state);
        Exception? problem = null;
        foreach (var effect in further)
            problem = await FollowedUp.Try(problem, () => Do(effect));
        if (problem is not null)
            ExceptionDispatchInfo.Throw(problem);
        if (further.Length > 0)
            await rows.Settle(Subject, key, state.Version);
    }

    // Who is gone writes no more, so what is done of it is forgotten here: it names the person.
    public PersonState? Forget(PersonState state) =>
        state is { Gone: true, Outstanding.Length: > 0 } ? state with { Version = state.Version + 1, Outstanding = [] } : null;

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
