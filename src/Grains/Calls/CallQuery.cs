namespace Portal.Calls;

/// <summary>Which calls are asked for: always of a range of time.</summary>
/// <param name="From">The first moment.</param>
/// <param name="To">The moment after the last.</param>
internal sealed record CallQuery(DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>Sorted by anything but the time, at most so many are looked at.</summary>
    public const int MostSorted = 10_000;

    /// <summary>What a page can be sorted by.</summary>
    public static readonly string[] Sorts = CallOrder.Names;

    /// <summary>Null: of all customers, as staff ask.</summary>
    public string? Customer { get; init; }

    /// <summary>Only customers of these brands (a reseller's view); null: all.</summary>
    public IReadOnlyList<string>? Brands { get; init; }

    /// <summary>How the caller's number begins.</summary>
    public string? Source { get; init; }

    /// <summary>How the dialled number begins.</summary>
    public string? Destination { get; init; }

    /// <summary>
    /// <see cref="Source"/> and <see cref="Destination"/> are found with a plus or two zeros before them too, where they are digits:
    /// switches write numbers differently.
    /// </summary>
    public bool InAnyForm { get; init; }

    /// <summary>How the caller's number or the dialled one begins, with or without a plus before it; digits alone.</summary>
    public string? Number { get; init; }
    public string? CallId { get; init; }

    /// <summary>Numbers of calls from before are shown, found and sorted without their last digits; null: all are whole.</summary>
    public DateTimeOffset? MaskedBefore { get; init; }
    public string? Direction { get; init; }
    public string? DestinationName { get; init; }
    public string? DestinationCode { get; init; }
    public int? SipCode { get; init; }
    public bool? Connected { get; init; }

    /// <summary>At least so many seconds.</summary>
    public int? MinDuration { get; init; }

    /// <summary>Only those that were there at a moment; null: all.</summary>
    public DateTimeOffset? ReceivedBefore { get; init; }

    /// <summary>What is read of each call, by the API's names, beside what tells it from others; null: all of it.</summary>
    public IReadOnlyCollection<string>? Fields { get; init; }

    /// <summary>One of <see cref="Sorts"/>, with a minus before it from the end; null: <c>-callTime</c>.</summary>
    public string? Sort { get; init; }

    /// <summary>1 to 500.</summary>
    public int Limit { get; init; } = 50;

    /// <summary>As <see cref="CallPage"/> gave it; null: from the start.</summary>
    public string? Cursor { get; init; }

    /// <summary>Nothing but the range says which: sums that are kept answer it.</summary>
    public bool IsPlain => Number is null && DestinationCode is null && ReceivedBefore is null
        && (Source, Destination, CallId, Direction, DestinationName, SipCode, Connected, MinDuration)
        is (null, null, null, null, null, null, null, null);
}
