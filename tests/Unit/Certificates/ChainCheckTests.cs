using Portal.Certificates;

namespace Portal.Tests.Unit.Certificates;

public sealed class ChainCheckTests : IDisposable
{
    private const string Host = "portal.acme.example";
    private readonly MadeCertificate root;
    private readonly MadeCertificate upper;
    private readonly MadeCertificate lower;
    private readonly MadeCertificate own;

    public ChainCheckTests()
    {
        root = MadeCertificate.Authority("Root");
        upper = MadeCertificate.Authority("Upper", root);
        lower = MadeCertificate.Authority("Lower", upper);
        own = MadeCertificate.Leaf(Host, lower);
    }

    public void Dispose()
    {
        root.Dispose();
        upper.Dispose();
        lower.Dispose();
        own.Dispose();
    }

    [Fact]
    public void A_whole_chain_is_taken_without_a_word_and_put_in_its_order()
    {
        foreach (var pem in new[] { own.Pem + lower.Pem + upper.Pem, upper.Pem + own.Pem + lower.Pem, root.Pem + upper.Pem + lower.Pem + own.Pem })
        {
            var uploaded = Take(pem);
            Assert.Empty(uploaded.Warnings);
            Assert.Equal(Blocks(own.Pem + "\n" + lower.Pem + "\n" + upper.Pem), Blocks(uploaded.ChainPem));
        }
    }

    [Fact]
    public void A_chain_up_to_a_root_of_ones_own_is_whole()
    {
        using var house = MadeCertificate.Authority("House");
        using var leaf = MadeCertificate.Leaf(Host, house);
        var (uploaded, errors) = UploadCheck.Check(Host, leaf.Pem + house.Pem, leaf.KeyPem, MadeCertificate.Now, [root.Public]);
        Assert.Empty(errors);
        Assert.Empty(uploaded!.Warnings);
    }

    [Theory]
    [InlineData("", "ends at x", "Lower")]
    [InlineData("lower", "ends at Lower", "Upper")]
    [InlineData("upper", "ends at x", "Lower")]
    public void A_chain_that_lacks_one_is_taken_with_a_word_that_names_it(string given, string end, string missing)
    {
        var warning = Assert.Single(Take(own.Pem + (given == "lower" ? lower.Pem : given == "upper" ? upper.Pem : "")).Warnings);
        Assert.Equal(CertificateDoubt.ChainIncomplete, warning.Code);
        Assert.Contains(end, warning.Text, StringComparison.Ordinal);
        Assert.Contains(missing + ", is missing", warning.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_authority_of_the_same_name_with_another_key_is_not_taken_for_the_issuer()
    {
        using var impostor = MadeCertificate.Authority("Lower", upper);
        Assert.Equal(CertificateDoubt.ChainIncomplete, Assert.Single(Take(own.Pem + impostor.Pem + upper.Pem).Warnings).Code);
    }

    [Fact]
    public void One_in_the_chain_that_ended_is_told()
    {
        using var old = MadeCertificate.Authority("Lower", upper, MadeCertificate.Now.AddHours(-1));
        using var leaf = MadeCertificate.Leaf(Host, old);
        var (uploaded, _) = UploadCheck.Check(Host, leaf.Pem + old.Pem + upper.Pem, leaf.KeyPem, MadeCertificate.Now, [root.Public]);
        Assert.Contains("Lower in its chain expired on 31 May 2026", Assert.Single(uploaded!.Warnings).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void One_that_vouches_for_itself_is_taken_with_a_word()
    {
        using var self = MadeCertificate.Leaf(Host);
        var (uploaded, errors) = UploadCheck.Check(Host, self.Pem, self.KeyPem, MadeCertificate.Now, [root.Public]);
        Assert.Empty(errors);
        Assert.Equal(CertificateDoubt.SelfSigned, Assert.Single(uploaded!.Warnings).Code);
    }

    private UploadedCertificate Take(string pem)
    {
        var (uploaded, errors) = UploadCheck.Check(Host, pem, own.KeyPem, MadeCertificate.Now, [root.Public]);
        Assert.Empty(errors);
        return uploaded!;
    }

    private static string[] Blocks(string pem) =>
        pem.Split("-----BEGIN CERTIFICATE-----", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
