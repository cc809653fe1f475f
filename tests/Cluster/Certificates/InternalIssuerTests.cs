using System.Security.Cryptography.X509Certificates;
using Dapper;
using Portal.Certificates;
using Portal.Saving;
using Portal.Secrets;
using Portal.Tests.Cluster.Hosting;
using Portal.Tests.Unit.Certificates;

namespace Portal.Tests.Cluster.Certificates;

/// <summary>The development CA signs before the answer.</summary>
public sealed class InternalIssuerTests(SqliteCluster cluster) : IClassFixture<SqliteCluster>
{
    private static readonly Change ByStaff = Change.By(new Actor("operator", "o_1", "Ada"));

    [Fact]
    public async Task Required_is_signed_before_the_answer_and_survives_deactivation()
    {
        var grain = Grain("signed.example");
        await grain.Require(wanted: true, checkDns: true);
        var view = await grain.Get();
        Assert.Equal(CertificateState.Issued, view.State);
        Assert.Equal("internal", view.Source);
        Assert.Equal(["signed.example"], view.Names);

        await cluster.Deactivate(grain);
        Assert.Equal(view.Serial, (await grain.Get()).Serial);
        using var both = Open((await grain.GetMaterial(0))!);
        using var root = X509Certificate2.CreateFromPem(await cluster.Grains.GetGrain<IInternalAuthorityGrain>(0).GetRoot());
        Assert.Equal(root.Subject, both.Issuer);
        Assert.Equal(await File.ReadAllTextAsync(Path.Combine(cluster.DataDirectory, "internal-ca.pem")), root.ExportCertificatePem());
    }

    [Fact]
    public async Task Required_again_signs_nothing_new()
    {
        var grain = Grain("again.example");
        await grain.Require(true, true);
        var first = await grain.GetMaterial(0);
        await grain.Require(true, true);
        Assert.Null(await grain.GetMaterial(first!.Version));
    }

    [Fact]
    public async Task No_longer_required_is_dropped_with_a_higher_version()
    {
        var grain = Grain("dropped.example");
        await grain.Require(true, true);
        var before = (await grain.GetMaterial(0))!;
        await grain.Require(false, true);
        var after = (await grain.GetMaterial(before.Version))!;
        Assert.Null(after.ChainPem);
        Assert.Equal(CertificateState.None, (await grain.Get()).State);
        Assert.Null(await Row("dropped.example"));

        await grain.Require(true, true);
        Assert.True((await grain.GetMaterial(after.Version))!.ChainPem is not null);
        Assert.Equal("issued", await Row("dropped.example"));
    }

    [Fact]
    public async Task Renewed_on_request_once_an_operation()
    {
        var grain = Grain("renewed.example");
        await grain.Require(true, true);
        var before = await grain.Get();
        var change = ByStaff with { OperationId = "renew-1" };
        var after = await grain.Renew(change);
        Assert.NotEqual(before.Serial, after.Serial);
        Assert.Equal(after.Serial, (await grain.Renew(change)).Serial);
        Assert.Contains(after.History, e => e.Text == "Renewal requested by Ada.");
    }

    [Fact]
    public async Task An_own_certificate_replaces_ours_and_a_wrong_one_changes_nothing()
    {
        var grain = Grain("own.example");
        await grain.Require(true, true);
        var before = await grain.Get();
        var now = TimeProvider.System.GetUtcNow();
        using var own = MadeCertificate.Leaf("own.example", from: now.AddDays(-1), to: now.AddDays(30));

        var wrong = await grain.Upload(own.Pem, SecretInput.Keep, ByStaff with { OperationId = "up-0" });
        Assert.Equal(SaveOutcome.Invalid, wrong.Outcome);
        Assert.Equal(before.Serial, (await grain.Get()).Serial);

        var right = await grain.Upload(own.Pem, SecretInput.Set(own.KeyPem), ByStaff with { OperationId = "up-1" });
        Assert.True(right.IsSaved);
        Assert.Equal("uploaded", right.Value!.Source);
        Assert.Equal(own.Serial, right.Value.Serial);
        using var both = Open((await grain.GetMaterial(0))!);
        Assert.True(both.HasPrivateKey);
    }

    [Fact]
    public async Task Control_names_have_one_from_the_start()
    {
        foreach (var host in (string[])["localhost", "127.0.0.1"])
            await Eventually.Holds(async () => (await Grain(host).Get()).State == CertificateState.Issued, $"{host} has a certificate");
    }

    [Fact]
    public async Task The_store_holds_no_key_in_clear()
    {
        await Grain("sealed.example").Require(true, true);
        await using var connection = await cluster.Database.Read.OpenConnectionAsync();
        var payloads = await connection.QueryAsync<string>("SELECT CAST(PayloadBinary AS TEXT) FROM OrleansStorage");
        Assert.DoesNotContain(payloads, p => p.Contains("PRIVATE KEY", StringComparison.Ordinal));
    }

    private ICertificateGrain Grain(string host) => cluster.Grains.GetGrain<ICertificateGrain>(host);

    private X509Certificate2 Open(CertificateMaterial material) =>
        X509Certificate2.CreateFromPem(
            material.ChainPem, cluster.Service<ISecrets>().Open(SecretPurposes.CertificateKey, material.SealedKey!));

    private async Task<string?> Row(string host)
    {
        await using var connection = await cluster.Database.Read.OpenConnectionAsync();
        return await connection.QuerySingleOrDefaultAsync<string>("SELECT state FROM portal_certificates WHERE host = @host", new { host });
    }
}
