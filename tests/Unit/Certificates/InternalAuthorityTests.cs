using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Portal.Certificates;

namespace Portal.Tests.Unit.Certificates;

public sealed class InternalAuthorityTests
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    [Theory]
    [InlineData("portal.acme.example")]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    public void Signs_what_a_client_that_trusts_the_root_accepts(string host)
    {
        var (rootPem, rootKey) = InternalAuthority.CreateRoot(Now);
        using var root = X509Certificate2.CreateFromPem(rootPem, rootKey);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var leaf = X509Certificate2.CreateFromPem(InternalAuthority.Sign(root, host, key.ExportSubjectPublicKeyInfo(), Now));
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(root);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        Assert.True(chain.Build(leaf));
        Assert.True(leaf.MatchesHostname(host));
        Assert.True(CertificateReading.Matches(leaf, key));
    }

    [Fact]
    public void A_root_is_replaced_before_its_leaves_would_outlive_it()
    {
        var (pem, key) = InternalAuthority.CreateRoot(Now);
        using var root = X509Certificate2.CreateFromPem(pem, key);
        Assert.True(InternalAuthority.IsGood(root, Now));
        Assert.True(InternalAuthority.IsGood(root, Now.AddYears(9)));
        Assert.False(InternalAuthority.IsGood(root, Now.AddDays(3600)));
    }
}
