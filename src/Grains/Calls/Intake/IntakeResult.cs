namespace Portal.Calls;

/// <param name="Line">Counted from 1.</param>
internal sealed record IntakeError(long Line, string Reason);

/// <summary>What became of a body of calls, or of the part that came.</summary>
/// <param name="Accepted">New calls.</param>
/// <param name="Duplicates">Lines of calls that were there already.</param>
/// <param name="Rejected">Lines of no call that is taken.</param>
/// <param name="Errors">Of the first lines that were rejected, or differ from what is stored, at most <see cref="MostErrors"/>.</param>
/// <param name="MoreErrors">How many more there are.</param>
internal sealed record IntakeResult(long Accepted, long Duplicates, long Rejected, IReadOnlyList<IntakeError> Errors, long MoreErrors)
{
    public const int MostErrors = 100;

    /// <summary>Why nothing of it could be read: its head is wrong.</summary>
    public string? Refused { get; init; }

    /// <summary>Of a correction: what it changes, by customer and currency.</summary>
    public IReadOnlyList<CallCorrection> Changes { get; init; } = [];

    public long Lines => Accepted + Duplicates + Rejected;
}

/// <summary>Counts what becomes of a body's lines.</summary>
internal sealed class IntakeTally
{
    private readonly List<IntakeError> errors = [];
    private readonly Dictionary<(string Customer, string Currency), CallCorrection> changes = [];
    private long accepted;
    private long duplicates;
    private long rejected;
    private long more;

    /// <summary>What of it isn't told staff yet.</summary>
    public IntakeNews News { get; } = new();

    /// <param name="name">The switch's; null: it isn't known.</param>
    public void Rejected(long line, string? name, string reason)
    {
        rejected++;
        News.Rejected(name, reason);
        Error(line, reason);
    }

    public void Stored(IReadOnlyList<CallLine> lines, CallsAppended stored, DateTimeOffset now)
    {
        News.Stored(lines, stored.Known, now);
        accepted += stored.Accepted;
        duplicates += stored.Duplicates;
        foreach (var line in stored.Differing)
            Error(line, "differs: this call is stored already, with another content. What is stored stays.");
    }

    public void Corrected(CallsCorrected corrected)
    {
        foreach (var change in corrected.Changes)
        {
            accepted += change.Calls;
            var before = changes.GetValueOrDefault((change.Customer, change.Currency));
            changes[(change.Customer, change.Currency)] = before is null ? change : before with
            {
                Calls = before.Calls + change.Calls,
                BeforeMicro = before.BeforeMicro + change.BeforeMicro,
                AfterMicro = before.AfterMicro + change.AfterMicro,
            };
        }

        foreach (var line in corrected.Unknown)
            Rejected(line, null, "There is no such call of this customer: nothing of it is stored.");
        foreach (var line in corrected.Archived)
            Rejected(line, null, "This call is of an archived month: what is archived can't be corrected.");
    }

    public IntakeResult Result() => new(accepted, duplicates, rejected, [.. errors.OrderBy(error => error.Line)], more)
    {
        Changes = [.. changes.Values.OrderBy(change => change.Customer, StringComparer.Ordinal)],
    };

    private void Error(long line, string reason)
    {
        if (errors.Count < IntakeResult.MostErrors)
            errors.Add(new(line, reason));
        else
            more++;
    }
}
