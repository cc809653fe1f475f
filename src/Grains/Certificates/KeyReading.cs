using System.Security.Cryptography;

namespace Portal.Certificates;

/// <summary>Reads private keys in PEM.</summary>
internal static class KeyReading
{
    /// <returns>The key, or null when the text holds none that can serve TLS. Dispose it.</returns>
    public static AsymmetricAlgorithm? Read(string pem) => Try(ECDsa.Create(), pem) ?? Try(RSA.Create(), pem);

    private static AsymmetricAlgorithm? Try(AsymmetricAlgorithm key, string pem)
    {
        try
        {
            key.ImportFromPem(pem);
            return key;
        }
        catch (Exception failure) when (failure is CryptographicException or ArgumentException)
        {
            key.Dispose();
            return null;
        }
    }
}
