using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Portal.Certificates.Acme;

/// <summary>Tells a CA's chains apart.</summary>
internal static class PreferredChain
{
    /// <summary>Whether the topmost certificate of the chain was issued by (or is) somebody of this common name.</summary>
    public static bool EndsAt(string chainPem, string issuer)
    {
        var chain = new X509Certificate2Collection();
        try
        {
            chain.ImportFromPem(chainPem);
            return chain.Count > 0
                && chain[^1].GetNameInfo(X509NameType.SimpleName, forIssuer: true).Equals(issuer, StringComparison.OrdinalIgnoreCase);
        }
        catch (CryptographicException)
        {
            return false;
        }
        finally
        {
            foreach (var certificate in chain)
                certificate.Dispose();
        }
    }
}
