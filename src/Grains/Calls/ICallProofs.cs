namespace Portal.Calls;

/// <summary>What the nightly proof found right.</summary>
internal interface ICallProofs
{
    /// <summary>When the sums of a range were last proved, all of them; null: some weren't since their calls changed.</summary>
    Task<DateTimeOffset?> VerifiedAt(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation);
}
