namespace Portal.Certificates.Acme;

/// <summary>
/// One certificate authority (RFC 8555). Keeps nothing but its directory and nonces, so any number of orders share it. All methods
/// throw <see cref="AcmeException"/> when the CA refuses and <see cref="AcmeUnreachableException"/> when it can't be asked.
/// </summary>
internal interface IAcmeClient
{
    /// <summary>The CA's directory, at most ten minutes old.</summary>
    Task<AcmeDirectory> Directory(CancellationToken cancellation);

    /// <summary>Makes an account for this key, or finds the one that there is (7.3, 7.3.1).</summary>
    Task<AcmeAccount> Register(AcmeKey key, CancellationToken cancellation);

    /// <summary>Orders a certificate for host names (7.4).</summary>
    Task<AcmeOrder> NewOrder(AcmeAccount account, IReadOnlyList<string> hosts, CancellationToken cancellation);

    Task<AcmeOrder> GetOrder(AcmeAccount account, Uri order, CancellationToken cancellation);

    Task<AcmeAuthorization> GetAuthorization(AcmeAccount account, Uri authorization, CancellationToken cancellation);

    /// <summary>Says that a challenge is ready to be looked at (7.5.1).</summary>
    Task Answer(AcmeAccount account, Uri challenge, CancellationToken cancellation);

    /// <summary>Sends the certificate request, in DER (7.4).</summary>
    Task<AcmeOrder> FinalizeOrder(AcmeAccount account, Uri finalize, byte[] request, CancellationToken cancellation);

    /// <summary>The chain in PEM, leaf first: the CA's first, or the alternate whose topmost issuer is preferred (7.4.2).</summary>
    Task<string> Download(AcmeAccount account, Uri certificate, CancellationToken cancellation);
}
