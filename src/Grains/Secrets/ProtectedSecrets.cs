using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Portal.Secrets;

/// <summary>Seals with ASP.NET Data Protection: authenticated encryption, a key ring that rotates, old keys still open.</summary>
internal sealed class ProtectedSecrets(IDataProtectionProvider provider) : ISecrets
{
    // Part of what is stored: never rename.
    private const string Root = "portal/secrets/v1";

    private readonly ConcurrentDictionary<string, IDataProtector> protectors = new(StringComparer.Ordinal);

    public string Seal(string purpose, string plain) => For(purpose).Protect(plain);

    public string Open(string purpose, string sealedText)
    {
        try
        {
            return For(purpose).Unprotect(sealedText);
        }
        catch (FormatException failure)
        {
            throw new CryptographicException("The sealed text is not in the form that sealing makes.", failure);
        }
    }

    private IDataProtector For(string purpose) =>
        protectors.GetOrAdd(purpose, static (name, root) => root.CreateProtector(Root, name), provider);
}
