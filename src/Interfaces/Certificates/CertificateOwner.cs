using Portal.Saving;

namespace Portal.Certificates;

/// <summary>What a domain wants of its certificate.</summary>
[GenerateSerializer]
public enum CertificateUse
{
    /// <summary>The domain is enabled: there is to be one, and it is served.</summary>
    Serve,

    /// <summary>The domain is disabled: what is there is kept, neither served nor renewed.</summary>
    Keep,

    /// <summary>The domain was deleted: what is there is kept for a while, for the same brand alone.</summary>
    Leave,
}

/// <summary>The domain that a host's certificate belongs to.</summary>
/// <param name="Brand">Its brand now.</param>
/// <param name="Since">
/// When it was added: a host that is deleted and added again is another domain, one that changes its brand is not.
/// </param>
[GenerateSerializer, Immutable, Alias("portal.CertificateOwner")]
public sealed record CertificateOwner([property: Id(0)] string Brand, [property: Id(1)] DateTimeOffset Since) : Kept;
