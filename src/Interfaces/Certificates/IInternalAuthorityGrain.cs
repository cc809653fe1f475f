namespace Portal.Certificates;

/// <summary>The fleet's own development CA: signs at once, asks nobody. Key: 0.</summary>
[Alias("portal.IInternalAuthorityGrain")]
public interface IInternalAuthorityGrain : IGrainWithIntegerKey
{
    /// <summary>Signs a certificate for a host name or an IP address.</summary>
    /// <param name="publicKey">SubjectPublicKeyInfo in DER.</param>
    /// <returns>The chain in PEM, leaf first.</returns>
    [Alias("Sign")]
    Task<string> Sign(string host, byte[] publicKey);

    /// <summary>The root to trust, in PEM.</summary>
    [Alias("GetRoot")]
    Task<string> GetRoot();
}
