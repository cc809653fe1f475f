using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Portal.Certificates;

namespace Portal.Tests.Unit.Certificates;

public sealed class UploadCheckTests
{
    private const string Host = "portal.acme.example";
    private static readonly DateTimeOffset Now = MadeCertificate.Now;

    [Theory]
    [InlineData(Host)]
    [InlineData("*.acme.example")]
    public void One_for_the_host_is_taken(string name)
    {
        using var own = MadeCertificate.Leaf(name);
        var (uploaded, errors) = UploadCheck.Check(Host, own.Pem, own.KeyPem, Now);
        Assert.Empty(errors);
        using var both = X509Certificate2.CreateFromPem(uploaded!.ChainPem, uploaded.KeyPem);
        Assert.True(both.HasPrivateKey);
    }

    [Fact]
    public void An_rsa_key_in_its_old_form_and_a_leaf_behind_its_chain_are_put_right()
    {
        using var rsa = RSA.Create(2048);
        using var root = MadeCertificate.Authority("Root");
        using var own = MadeCertificate.Leaf(Host, root, rsa);
        using var other = MadeCertificate.Leaf("ca.example");
        var (uploaded, errors) = UploadCheck.Check(Host, other.Pem + "\n" + own.Pem, rsa.ExportRSAPrivateKeyPem(), Now);
        Assert.Empty(errors);
        using var first = X509Certificate2.CreateFromPem(uploaded!.ChainPem);
        Assert.True(CertificateReading.Covers(first, Host));
    }

    [Fact]
    public void Everything_that_is_wrong_is_told_at_its_field()
    {
        using var own = MadeCertificate.Leaf(Host);
        using var other = MadeCertificate.Leaf("other.example");
        using var old = MadeCertificate.Leaf(Host, from: Now.AddDays(-30), to: Now.AddDays(-1));
        using var young = MadeCertificate.Leaf(Host, from: Now.AddDays(1), to: Now.AddDays(30));
        using var nobody = MadeCertificate.Leaf(null);
        Assert.Contains("is not a readable certificate", Only("certificate", "hello", own.KeyPem), StringComparison.Ordinal);
        Assert.Contains("is not a readable private key", Only("privateKey", own.Pem, "hello"), StringComparison.Ordinal);
        Assert.Contains("missing", Only("privateKey", own.Pem, null), StringComparison.Ordinal);
        Assert.Contains("does not belong", Only("privateKey", own.Pem, other.KeyPem), StringComparison.Ordinal);
        Assert.Contains("is for other.example", Only("certificate", other), StringComparison.Ordinal);
        Assert.Contains("expired on 31 May 2026", Only("certificate", old), StringComparison.Ordinal);
        Assert.Contains("not valid before 2 June 2026", Only("certificate", young), StringComparison.Ordinal);
        Assert.Contains("names no host", Only("certificate", nobody), StringComparison.Ordinal);
        Assert.Equal(2, UploadCheck.Check(Host, "x", "y", Now).Errors.Length);
    }

    [Fact]
    public void A_key_with_a_password_is_told_how_to_remove_it()
    {
        using var own = MadeCertificate.Leaf(Host);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var sealedKey = key.ExportEncryptedPkcs8PrivateKeyPem(
            "secret", new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000));
        Assert.Contains("openssl pkey", Only("privateKey", own.Pem, sealedKey), StringComparison.Ordinal);
    }

    public static TheoryData<string, string> Curves => new()
    {
        { "1.3.132.0.35", "P521" }, { "1.3.132.0.10", "secp256k1" }, { "1.3.36.3.3.2.8.1.1.7", "brainpoolP256r1" },
    };

    [Theory, MemberData(nameof(Curves))]
    public void Curves_that_browsers_do_not_speak_are_refused_at_the_certificate(string oid, string name)
    {
        using var key = ECDsa.Create(ECCurve.CreateFromValue(oid));
        using var own = MadeCertificate.Leaf(Host, key: key);
        var reason = Only("certificate", own);
        Assert.Contains("browsers don't support", reason, StringComparison.Ordinal);
        Assert.Contains(
            name,
            reason.Replace("-", "", StringComparison.Ordinal).Replace("nist", "", StringComparison.OrdinalIgnoreCase),
            StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Keys_that_browsers_speak_are_taken()
    {
        using var p384 = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var rsa = RSA.Create(3072);
        foreach (var key in new AsymmetricAlgorithm[] { p384, rsa })
        {
            using var own = MadeCertificate.Leaf(Host, key: key);
            Assert.Empty(UploadCheck.Check(Host, own.Pem, own.KeyPem, Now).Errors);
        }

        using var small = RSA.Create(1024);
        using var weak = MadeCertificate.Leaf(Host, key: small);
        Assert.Contains("1024 bits", Only("certificate", weak), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(MadeCertificate.ForClients)]
    [InlineData("2.5.29.37.0")]
    public void One_that_is_not_for_servers_is_refused(string? use)
    {
        using var own = MadeCertificate.Leaf(Host, use: use);
        Assert.Contains("serverAuth", Only("certificate", own), StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_that_may_not_sign_and_a_broken_signature_are_refused()
    {
        using var enciphers = MadeCertificate.Leaf(Host, usage: X509KeyUsageFlags.KeyEncipherment);
        Assert.Contains("digitalSignature", Only("certificate", enciphers), StringComparison.Ordinal);
        using var signs = MadeCertificate.Leaf(Host, usage: X509KeyUsageFlags.DigitalSignature);
        Assert.Empty(UploadCheck.Check(Host, signs.Pem, signs.KeyPem, Now).Errors);
        using var rsa = RSA.Create(2048);
        using var old = MadeCertificate.Leaf(Host, key: rsa, hash: HashAlgorithmName.SHA1);
        Assert.Contains("sha1", Only("certificate", old), StringComparison.OrdinalIgnoreCase);
    }

    private static string Only(string field, MadeCertificate made) => Only(field, made.Pem, made.KeyPem);

    private static string Only(string field, string certificate, string? key)
    {
        var (uploaded, errors) = UploadCheck.Check(Host, certificate, key, Now);
        Assert.Null(uploaded);
        var error = Assert.Single(errors);
        Assert.Equal(field, error.Field);
        return error.Reason;
    }
}
