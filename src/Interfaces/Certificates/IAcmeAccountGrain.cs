using Orleans.Concurrency;

namespace Portal.Certificates;

/// <summary>The fleet's account at a CA, or why there is none.</summary>
/// <param name="Url">The account's URL; null when it could not be had.</param>
/// <param name="SealedKey">Its key, sealed.</param>
/// <param name="Unreachable">A sentence: the CA could not be asked.</param>
/// <param name="Problem">The CA's problem document: it refused.</param>
/// <param name="Status">The HTTP status of the refusal.</param>
/// <param name="RetryAfter">When the CA may be asked again, if it said so.</param>
/// <param name="Slow">Beside <paramref name="Unreachable"/>: it did not answer in time.</param>
[GenerateSerializer, Immutable, Alias("portal.AcmeAccountAnswer")]
public sealed record AcmeAccountAnswer(
    [property: Id(0)] string? Url,
    [property: Id(1)] string? SealedKey,
    [property: Id(2)] string? Unreachable = null,
    [property: Id(3)] string? Problem = null,
    [property: Id(4)] int Status = 0,
    [property: Id(5)] TimeSpan? RetryAfter = null,
    [property: Id(6)] bool Slow = false)
{
    // Its secrets stay out of logs.
    public override string ToString() => nameof(AcmeAccountAnswer);
}

/// <summary>The one account that the whole fleet orders with. Key: the CA's directory URL.</summary>
[Alias("portal.IAcmeAccountGrain")]
public interface IAcmeAccountGrain : IGrainWithStringKey
{
    /// <summary>
    /// The account, registered when it is not yet. Whoever asks meanwhile waits for the same registration. <paramref name="lost"/>
    /// names an account that the CA does not know any more: it is registered anew with the same key.
    /// </summary>
    [Alias("Get"), AlwaysInterleave, ResponseTimeout("00:03:00")]
    Task<AcmeAccountAnswer> Get(string? lost);
}
