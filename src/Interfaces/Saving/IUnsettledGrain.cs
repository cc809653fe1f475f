namespace Portal.Saving;

/// <summary>A document whose change is kept although what follows from it could not be done for a while.</summary>
/// <param name="Subject">Its grain: <c>domain/portal.acme.example</c>.</param>
/// <param name="Since">The first attempt that failed.</param>
/// <param name="Tries">Attempts that failed.</param>
/// <param name="Reason">What the last one met, a line.</param>
/// <param name="Until">When this note is stale: whoever wrote it would have told more by then.</param>
[GenerateSerializer, Immutable, Alias("portal.UnsettledNote")]
public sealed record UnsettledNote(
    [property: Id(0)] string Subject,
    [property: Id(1)] DateTimeOffset Since,
    [property: Id(2)] int Tries,
    [property: Id(3)] string Reason,
    [property: Id(4)] DateTimeOffset Until);

/// <summary>The fleet's list of them, in memory. Key: 0.</summary>
[Alias("portal.IUnsettledGrain")]
public interface IUnsettledGrain : IGrainWithIntegerKey
{
    [Alias("Report")]
    Task Report(UnsettledNote note);

    [Alias("Withdraw")]
    Task Withdraw(string subject);

    /// <summary>The longest waiting first; at most 500.</summary>
    [Alias("List")]
    Task<UnsettledNote[]> List();
}
