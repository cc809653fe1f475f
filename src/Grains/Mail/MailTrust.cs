using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;
using Portal.Certificates;

namespace Portal.Mail;

/// <summary>
/// Decides whether a mail server's certificate is good: the system's roots, and those of <c>Portal:Mail:TrustedRoots</c>.
/// </summary>
internal sealed class MailTrust(IOptions<MailOptions> options)
{
    private readonly X509Certificate2Collection roots = Load(options.Value.TrustedRoots);

    public bool Accepts(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None)
            return true;
        // A wrong name or no certificate stays wrong whoever signed it.
        if (errors != SslPolicyErrors.RemoteCertificateChainErrors || roots.Count == 0 || certificate is not X509Certificate2 leaf)
            return false;
        using var own = new X509Chain();
        own.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        own.ChainPolicy.CustomTrustStore.AddRange(roots);
        own.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        if (chain is not null)
            own.ChainPolicy.ExtraStore.AddRange(chain.ChainElements.Select(e => e.Certificate).ToArray());
        return own.Build(leaf);
    }

    private static X509Certificate2Collection Load(string? file) => string.IsNullOrEmpty(file) ? [] : PemText.ReadFile(file);
}
