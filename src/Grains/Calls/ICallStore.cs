using System.Collections.Frozen;
using Portal.Saving;

namespace Portal.Calls;

/// <summary>
/// Where calls are kept and summed. They come in bulk and pass no grain: the store itself sees to it that a call counts once, whoever
/// sends it how often.
/// </summary>
internal interface ICallStore
{
    /// <summary>
    /// Stores those that are new, with all sums that follow, or nothing: one transaction. What was stored before counts as a duplicate,
    /// and the first stays. Answered after the commit.
    /// </summary>
    /// <param name="calls">At most <see cref="CallBatch.Most"/>.</param>
    Task<CallsAppended> Append(IReadOnlyList<CallLine> calls, CancellationToken cancellation);

    /// <summary>
    /// Replaces what stored calls cost (rate, connect cost, billed duration, charge) and the name and code of their destination, with all
    /// sums that follow, or nothing. A call of another customer or in another currency than the line says is unknown.
    /// </summary>
    /// <param name="calls">At most <see cref="CallBatch.Most"/>, each key once.</param>
    /// <param name="dryRun">Only says what would change.</param>
    Task<CallsCorrected> Correct(IReadOnlyList<CallLine> calls, bool dryRun, CancellationToken cancellation);

    /// <summary>A page, the newest first unless it is sorted otherwise.</summary>
    Task<CallPage> Page(CallQuery query, CancellationToken cancellation);

    /// <summary>All that a query finds, newest first, read in parts, so that a slow reader holds no connection.</summary>
    IAsyncEnumerable<Call> All(CallQuery query, CancellationToken cancellation);

    /// <summary>The same in pages as large as they are read, each with its cursor; none of them says that a range is too wide.</summary>
    IAsyncEnumerable<CallPage> Pages(CallQuery query, CancellationToken cancellation);

    /// <summary>One call of a customer; null: the customer has no such.</summary>
    /// <param name="id">As <see cref="CallKey"/> writes it.</param>
    /// <param name="customer">Null: whoever's it is.</param>
    Task<Call?> Find(string? customer, CallKey id, CancellationToken cancellation);

    /// <summary>The calls of this id of a switch's, whenever they were made: one for each switch that had it.</summary>
    Task<IReadOnlyList<Call>> FindById(string callId, CancellationToken cancellation);

    /// <summary>
    /// The sums of all that a query finds, one for each currency; where nothing but the range says which, of calls too that are kept no
    /// longer. Null: too many to sum in time, or it begins or ends among those within a quarter of an hour.
    /// </summary>
    Task<IReadOnlyList<CallSums>?> Totals(CallQuery query, CancellationToken cancellation);

    /// <summary>Sums by destination and other things, from what is summed already.</summary>
    Task<Breakout> Breakout(BreakoutQuery query, CancellationToken cancellation);

    /// <summary>Sums of a customer's calls by two things at once.</summary>
    Task<Pivot> Pivot(PivotQuery query, CancellationToken cancellation);

    /// <summary>
    /// What the destinations of a customer's calls are called, those with the most calls first: of the days that a range touches, at most
    /// the last <see cref="CallSums.NamedDays"/> of them.
    /// </summary>
    Task<IReadOnlyList<string>> Destinations(string customer, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation);

    /// <summary>The quarter of an hour in which a customer's first call began, of all that are summed; null: it made none.</summary>
    Task<DateTimeOffset?> FirstCall(string customer, CancellationToken cancellation);
}

/// <summary>A call with the line of a body that it came in, counted from 1.</summary>
/// <param name="BillingZone">The customer's IANA zone; null: UTC. Its day there is a part of the sums.</param>
internal readonly record struct CallLine(Call Call, long Line, string? BillingZone);

internal static class CallBatch
{
    /// <summary>Calls in one transaction.</summary>
    public const int Most = 20_000;
}

/// <param name="Accepted">How many are new.</param>
/// <param name="Duplicates">Lines of calls that were known, or stood in the same batch before.</param>
/// <param name="Differing">The lines among them that say something else than what is stored.</param>
internal sealed record CallsAppended(int Accepted, int Duplicates, IReadOnlyList<long> Differing)
{
    /// <summary>The lines that are duplicates.</summary>
    public IReadOnlySet<long> Known { get; init; } = FrozenSet<long>.Empty;
}

/// <param name="Changes">By customer and currency.</param>
/// <param name="Unknown">The lines of calls that aren't stored.</param>
internal sealed record CallsCorrected(IReadOnlyList<CallCorrection> Changes, IReadOnlyList<long> Unknown)
{
    /// <summary>The lines of calls that lie in files: those stay as they are.</summary>
    public IReadOnlyList<long> Archived { get; init; } = [];
}

/// <summary>How many of a customer's calls are corrected, and what they cost before and after, in millionths.</summary>
internal sealed record CallCorrection
{
    public string Customer { get; init; } = "";
    public string Currency { get; init; } = "";
    public long Calls { get; init; }
    public long BeforeMicro { get; init; }
    public long AfterMicro { get; init; }
}

/// <param name="Next">The cursor of the page after; null: this was the last.</param>
internal sealed record CallPage(IReadOnlyList<Call> Items, string? Next)
{
    /// <summary>The cursor of the page before; null: this is the first.</summary>
    public string? Previous { get; init; }

    /// <summary>What was made before it is kept no longer, though it was asked for; null: all that was asked for is kept.</summary>
    public DateTimeOffset? KeptFrom { get; init; }

    /// <summary>What of the query can't be answered; then nothing was read.</summary>
    public IReadOnlyList<FieldError> Problems { get; init; } = [];
}
