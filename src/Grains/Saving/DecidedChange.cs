namespace Portal.Saving;

/// <summary>
/// Makes a change of exactly the version that a caller's rights were decided on: what goes to another brand in between is
/// changed by nobody who lost it. Whoever names no version has it decided and tried anew, since another's change is no news to them.
/// </summary>
internal sealed class DecidedChange(TimeProvider clock)
{
    // Without an end but time: of many at once each gets its turn, and no caller waits longer than a balancer would.
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <param name="caller">Whose change it is.</param>
    /// <param name="find">What is there, where the caller may change it.</param>
    /// <param name="version">The version of a view.</param>
    /// <param name="change">The caller's.</param>
    /// <param name="make">Makes it, of what was found.</param>
    public async Task<DeskAnswer<TView>> Make<TView>(
        Caller caller,
        Func<Task<DeskAnswer<TView>>> find,
        Func<TView, long> version,
        Change change,
        Func<TView, Change, Task<DeskAnswer<TView>>> make)
        where TView : class
    {
        var started = clock.GetTimestamp();
        while (true)
        {
            var found = await find();
            if (!found.IsDone)
                return found;
            var exact = caller.Own(change) with { ExpectedVersion = change.ExpectedVersion ?? version(found.Value) };
            var answer = await make(found.Value, exact);
            if (answer.Outcome != DeskOutcome.Changed || change.ExpectedVersion is not null)
                return answer;
            if (clock.GetElapsedTime(started) >= Patience)
                return answer with { Outcome = DeskOutcome.Busy };
        }
    }
}
