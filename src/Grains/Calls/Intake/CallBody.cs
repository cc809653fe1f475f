namespace Portal.Calls;

/// <summary>Calls as they come in.</summary>
/// <param name="Stream">Read once, to its end.</param>
/// <param name="Switch">Of lines that name none; null: each has to.</param>
/// <param name="Brands">Only customers of these brands (a reseller's); null: all.</param>
internal sealed record CallBody(Stream Stream, CallFormat Format, string? Switch = null, IReadOnlyList<string>? Brands = null)
{
    /// <summary>
    /// What stored calls cost is replaced by what its lines say (<see cref="ICallStore.Correct"/>); null: they are new calls.
    /// </summary>
    public CallCorrecting? Correcting { get; init; }

    /// <summary>What its records are read by, whatever its format; null: they are ours.</summary>
    public CallMapping? Mapping { get; init; }
}

/// <summary>How far a correction goes.</summary>
internal enum CallCorrecting
{
    /// <summary>It only says what would change.</summary>
    Tried,

    /// <summary>It changes that.</summary>
    Done,
}

/// <summary>A body that can't be read on. What came in before stands.</summary>
/// <param name="reason">A sentence.</param>
internal sealed class BrokenBodyException(string reason, Exception? inner = null) : Exception(reason, inner);
