namespace Portal.Saving;

/// <summary>In memory alone: silos tell theirs again at each attempt.</summary>
[GrainType("unsettled")]
internal sealed class UnsettledGrain(TimeProvider clock) : Grain, IUnsettledGrain
{
    // With the whole database away every save is here: the oldest say enough.
    private const int Most = 500;

    private readonly Dictionary<string, UnsettledNote> notes = new(StringComparer.Ordinal);

    public Task Report(UnsettledNote note)
    {
        if (notes.ContainsKey(note.Subject) || notes.Count < Most)
            notes[note.Subject] = note;
        return Task.CompletedTask;
    }

    public Task Withdraw(string subject)
    {
        notes.Remove(subject);
        return Task.CompletedTask;
    }

    public Task<UnsettledNote[]> List()
    {
        var now = clock.GetUtcNow();
        foreach (var (subject, note) in notes)
        {
            if (note.Until <= now)
                notes.Remove(subject);
        }

        return Task.FromResult(notes.Values.OrderBy(note => note.Since).ThenBy(note => note.Subject, StringComparer.Ordinal).ToArray());
    }
}
