using Portal.Certificates;
using Portal.Certificates.Acme;

namespace Portal.Tests.Unit.Certificates;

public sealed class KeepingRuleTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly CertificateOwner Acme = new("acme", Now.AddDays(-100));

    private static readonly ServedCertificate Certificate = new()
    {
        Source = CertificateSource.Uploaded,
        ChainPem = "chain",
        SealedKey = "key",
        NotBefore = Now.AddDays(-10),
        NotAfter = Now.AddDays(80),
        Serial = "01",
        Issuer = "CA",
        Names = ["a.example"],
        RenewAt = Now.AddDays(60),
    };

    private static readonly CertificateDocument Live = KeepingRule.Follow(
        new CertificateDocument(), Acme, CertificateUse.Serve, Now)! with
    { Served = Certificate };

    [Fact]
    public void What_is_so_already_is_not_written_again()
    {
        foreach (var use in Enum.GetValues<CertificateUse>())
        {
            var once = KeepingRule.Follow(Live, Acme, use, Now) ?? Live;
            Assert.Null(KeepingRule.Follow(once, Acme, use, Now.AddDays(1)));
        }
    }

    [Fact]
    public void A_disabled_domains_certificate_is_kept_unseen_until_it_ends_and_comes_back()
    {
        var disabled = KeepingRule.Follow(Live, Acme, CertificateUse.Keep, Now)!;
        Assert.Equal((CertificateState.Issued, false), (View(disabled).State, View(disabled).Served));
        Assert.Null(View(disabled).NextAttempt);
        Assert.Null(CertificateViews.Material("a.example", disabled).SealedKey);
        Assert.Equal(CertificateStep.Nothing, RenewalRule.Next(disabled, CertificateIssuer.Acme, Certificate.NotAfter.AddSeconds(-1)));
        Assert.Equal(CertificateStep.Destroy, RenewalRule.Next(disabled, CertificateIssuer.Acme, Certificate.NotAfter));
        Assert.Equal(Certificate.NotAfter, RenewalRule.DueAt(disabled, CertificateIssuer.Acme));

        var back = KeepingRule.Follow(disabled, Acme, CertificateUse.Serve, Now.AddDays(1))!;
        Assert.Equal("key", CertificateViews.Material("a.example", back).SealedKey);
        Assert.Equal(CertificateStep.Nothing, RenewalRule.Next(back, CertificateIssuer.Acme, Now.AddDays(1)));
        Assert.Contains("the kept certificate is served", back.History[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_order_stands_while_its_domain_is_disabled_and_goes_with_it_when_it_is_deleted()
    {
        var ordering = Live with { Served = null, Order = OrderLog.Open(Now) with { Url = "https://ca.example/1" } };
        var disabled = KeepingRule.Follow(ordering, Acme, CertificateUse.Keep, Now)!;
        Assert.Equal(("https://ca.example/1", true), (disabled.Order!.Url, disabled.Order.Paused));
        Assert.Equal(CertificateStep.Nothing, RenewalRule.Next(disabled, CertificateIssuer.Acme, Now));
        Assert.Equal(
            CertificateStep.Resume,
            RenewalRule.Next(KeepingRule.Follow(disabled, Acme, CertificateUse.Serve, Now)!, CertificateIssuer.Acme, Now));
        Assert.Null(KeepingRule.Follow(ordering, Acme, CertificateUse.Leave, Now)!.Order);
    }

    [Theory]
    [InlineData(80, 30)]
    [InlineData(5, 5)]
    public void A_deleted_domains_certificate_is_destroyed_at_its_end_or_after_thirty_days(int left, int days)
    {
        var deleted = KeepingRule.Follow(
            Live with { Served = Certificate with { NotAfter = Now.AddDays(left) } }, Acme, CertificateUse.Leave, Now)!;
        Assert.Equal(Now.AddDays(days), RenewalRule.DueAt(deleted, CertificateIssuer.Internal));
        Assert.Equal(CertificateStep.Nothing, RenewalRule.Next(deleted, CertificateIssuer.Internal, Now.AddDays(days).AddSeconds(-1)));
        Assert.Equal(CertificateStep.Destroy, RenewalRule.Next(deleted, CertificateIssuer.Internal, Now.AddDays(days)));
        Assert.Null(KeepingRule.Destroy(deleted, Now.AddDays(days)).Served);
    }

    [Fact]
    public void Added_again_by_the_same_brand_it_is_served_and_for_another_its_key_is_gone()
    {
        var deleted = KeepingRule.Follow(Live, Acme, CertificateUse.Leave, Now)!;
        var same = KeepingRule.Follow(deleted, Acme with { Since = Now.AddDays(1) }, CertificateUse.Serve, Now.AddDays(1))!;
        Assert.Equal("key", CertificateViews.Material("a.example", same).SealedKey);

        var other = KeepingRule.Follow(deleted, new CertificateOwner("globex", Now.AddDays(1)), CertificateUse.Serve, Now.AddDays(1))!;
        Assert.Null(other.Served);
        // Nor does it tell who did what for the former.
        Assert.Single(other.History);
        // Also when nobody heard of the deletion.
        Assert.Null(KeepingRule.Follow(Live, new CertificateOwner("globex", Now.AddDays(1)), CertificateUse.Serve, Now.AddDays(1))!.Served);
    }

    [Fact]
    public void A_domain_that_goes_to_another_brand_as_it_is_keeps_its_certificate() =>
        Assert.Equal(Certificate, KeepingRule.Follow(Live, Acme with { Brand = "globex" }, CertificateUse.Serve, Now)!.Served);

    [Fact]
    public void Of_five_issued_in_a_week_the_sixth_waits_until_the_first_is_a_week_old()
    {
        var (limits, document) = (new AcmeLimits(), Live);
        for (var day = 0; day < 5; day++)
        {
            Assert.Null(SameSetRule.FreeAt(document, limits, Now.AddDays(day)));
            document = document with { Issued = SameSetRule.Add(document, Now.AddDays(day)) };
        }

        Assert.Equal(Now.AddDays(7), SameSetRule.FreeAt(document, limits, Now.AddDays(5)));
        Assert.Null(SameSetRule.FreeAt(document, limits, Now.AddDays(7)));
        Assert.Null(SameSetRule.FreeAt(document, new AcmeLimits { SameSet = 0 }, Now.AddDays(5)));
        // The CA counts by name, whoever has it.
        var other = KeepingRule.Follow(document, new CertificateOwner("globex", Now), CertificateUse.Serve, Now.AddDays(5))!;
        Assert.NotNull(SameSetRule.FreeAt(other, limits, Now.AddDays(5)));
    }

    [Fact]
    public void Documents_from_before_are_counted_by_their_history()
    {
        var document = Live;
        for (var i = 0; i < 5; i++)
            document = document.Tell(Now.AddHours(-1), "Certificate issued by Pebble. Valid until later.").Tell(Now, "Order placed.");
        Assert.Equal(Now.AddHours(-1).AddDays(7), SameSetRule.FreeAt(document, new AcmeLimits(), Now));
    }

    private static CertificateView View(CertificateDocument document) => CertificateViews.View(document, CertificateIssuer.Acme, Now);
}
