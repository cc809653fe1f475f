using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Portal.Certificates;

namespace Portal.Tests.Unit.Certificates;

public sealed class UploadCheckTests
{
    private const string Host = "portal.acme.example";
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(Host)]
    [InlineData("*.acme.example")]
    public void One_for_the_host_is_taken(string name)
    {
        var (certificate, key) = Make(name);
        var (uploaded, errors) = UploadCheck.Check(Host, certificate, key, Now);
        Assert.Empty(errors);
        using var both = X509Certificate2.CreateFromPem(uploaded!.ChainPem, uploaded.KeyPem);
        Assert.True(both.HasPrivateKey);
    }

    [Fact]
    public void An_rsa_key_in_its_old_form_and_a_leaf_behind_its_chain_are_put_right()
    {
        using var rsa = RSA.Create(2048);
        var leaf = Sign(new CertificateRequest("CN=x", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1), Host);
        var (other, _) = Make("ca.example");
        var (uploaded, errors) = UploadCheck.Check(Host, other + "\n" + leaf, rsa.ExportRSAPrivateKeyPem(), Now);
        Assert.Empty(errors);
        using var first = X509Certificate2.CreateFromPem(uploaded!.ChainPem);
        Assert.True(CertificateReading.Covers(first, Host));
    }

    [Fact]
    public void Everything_that_is_wrong_is_told_at_its_field()
    {
        var (certificate, key) = Make(Host);
        var (other, otherKey) = Make("other.example");
        var (old, oldKey) = Make(Host, Now.AddDays(-30), Now.AddDays(-1));
        var (young, youngKey) = Make(Host, Now.AddDays(1), Now.AddDays(30));
        Assert.Contains("does not read as a certificate", Only("certificate", "hello", key), StringComparison.Ordinal);
        Assert.Contains("does not read as a private key", Only("privateKey", certificate, "hello"), StringComparison.Ordinal);
        Assert.Contains("missing", Only("privateKey", certificate, null), StringComparison.Ordinal);
        Assert.Contains("does not belong", Only("privateKey", certificate, otherKey), StringComparison.Ordinal);
        Assert.Contains("is for other.example", Only("certificate", other, otherKey), StringComparison.Ordinal);
        Assert.Contains("ended on 31 May 2026", Only("certificate", old, oldKey), StringComparison.Ordinal);
        Assert.Contains("not valid before 2 June 2026", Only("certificate", young, youngKey), StringComparison.Ordinal);
        Assert.Equal(2, UploadCheck.Check(Host, "x", "y", Now).Errors.Length);
    }

    [Fact]
    public void A_key_with_a_password_is_told_how_to_remove_it()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var sealedKey = key.ExportEncryptedPkcs8PrivateKeyPem("secret", new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000));
        Assert.Contains("openssl pkey", Only("privateKey", Make(Host).Certificate, sealedKey), StringComparison.Ordinal);
    }

    private static string Only(string field, string certificate, string? key)
    {
        var (uploaded, errors) = UploadCheck.Check(Host, certificate, key, Now);
        Assert.Null(uploaded);
        var error = Assert.Single(errors);
        Assert.Equal(field, error.Field);
        return error.Reason;
    }

    private static (string Certificate, string Key) Make(string name, DateTimeOffset? from = null, DateTimeOffset? to = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return (Sign(new CertificateRequest("CN=x", key, HashAlgorithmName.SHA256), name, from, to), key.ExportPkcs8PrivateKeyPem());
    }

    private static string Sign(CertificateRequest request, string name, DateTimeOffset? from = null, DateTimeOffset? to = null)
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(from ?? Now.AddDays(-1), to ?? Now.AddDays(89));
        return certificate.ExportCertificatePem();
    }
}
