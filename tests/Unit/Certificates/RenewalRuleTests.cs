using Portal.Certificates;

namespace Portal.Tests.Unit.Certificates;

public sealed class RenewalRuleTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    // Ninety days: after sixty, a tenth of the window either way.
    [InlineData(90, 0.5, 60)]
    [InlineData(90, 0.0, 63)]
    [InlineData(90, 1.0, 57)]
    [InlineData(6, 0.5, 4)]
    public void Is_due_with_a_third_of_its_life_left(int life, double jitter, int day) =>
        Assert.Equal(Start.AddDays(day), RenewalRule.RenewAt(Start, Start.AddDays(life), jitter), TimeSpan.FromSeconds(1));

    [Theory]
    [InlineData(59, false)]
    [InlineData(60, true)]
    [InlineData(90, true)]
    [InlineData(400, true)]
    public void Is_renewed_from_its_moment_on(int day, bool due) =>
        Assert.Equal(due, RenewalRule.NeedsRenewal(Served(), CertificateIssuer.Acme, Start.AddDays(day)));

    [Fact]
    public void None_is_due() => Assert.True(RenewalRule.NeedsRenewal(null, CertificateIssuer.Acme, Start));

    [Fact]
    public void A_clock_that_jumps_an_hour_starts_nothing() =>
        Assert.False(RenewalRule.NeedsRenewal(Served(), CertificateIssuer.Acme, Start.AddDays(59).AddHours(1)));

    [Fact]
    public void An_emergency_overrules_a_wrong_plan() =>
        Assert.True(RenewalRule.NeedsRenewal(Served() with { RenewAt = Start.AddYears(9) }, CertificateIssuer.Acme, Start.AddDays(86)));

    [Fact]
    public void A_development_certificate_gives_way_to_a_public_one()
    {
        var own = Served() with { Source = CertificateSource.Internal };
        Assert.True(RenewalRule.NeedsRenewal(own, CertificateIssuer.Acme, Start.AddDays(1)));
        Assert.False(RenewalRule.NeedsRenewal(own, CertificateIssuer.Internal, Start.AddDays(1)));
    }

    [Fact]
    public void An_uploaded_one_is_replaced_only_when_the_site_would_go_dark()
    {
        Assert.Equal(Start.AddDays(87), RenewalRule.RenewUploadedAt(Start, Start.AddDays(90), publicIssuer: true));
        Assert.Equal(Start.AddDays(9), RenewalRule.RenewUploadedAt(Start, Start.AddDays(10), publicIssuer: true));
        Assert.Equal(Start.AddDays(90), RenewalRule.RenewUploadedAt(Start, Start.AddDays(90), publicIssuer: false));
    }

    [Fact]
    public void The_next_step_follows_its_precedence()
    {
        var wanted = new CertificateDocument { Wanted = true };
        var order = new PendingOrder { Id = "1", StartedAt = Start };
        Assert.Equal("Nothing", Next(wanted with { Wanted = false }));
        Assert.Equal("Nothing", Next(wanted, CertificateIssuer.None));
        Assert.Equal("Sign", Next(wanted with { NextAttempt = Start.AddDays(1) }, CertificateIssuer.Internal));
        Assert.Equal("Nothing", Next(wanted with { NextAttempt = Start.AddDays(1), Order = order }));
        Assert.Equal("Resume", Next(wanted with { NextAttempt = Start, Order = order }));
        Assert.Equal("Order", Next(wanted));
        Assert.Equal("Nothing", Next(wanted with { Served = Served() }));
    }

    [Fact]
    public void What_is_open_is_due_and_what_is_at_rest_waits_for_its_moment()
    {
        var wanted = new CertificateDocument { Wanted = true };
        var order = new PendingOrder { Id = "1", StartedAt = Start };
        Assert.Null(RenewalRule.DueAt(wanted, CertificateIssuer.Acme));
        Assert.Equal(Start, RenewalRule.DueAt(wanted with { Order = order }, CertificateIssuer.Acme));
        Assert.Equal(
            Start.AddDays(2), RenewalRule.DueAt(wanted with { Order = order, NextAttempt = Start.AddDays(2) }, CertificateIssuer.Acme));
        Assert.Equal(Start.AddDays(60), RenewalRule.DueAt(wanted with { Served = Served() }, CertificateIssuer.Acme));
        Assert.Null(RenewalRule.DueAt(wanted with { Served = Served() }, CertificateIssuer.None));
    }

    private static string Next(CertificateDocument document, CertificateIssuer issuer = CertificateIssuer.Acme) =>
        RenewalRule.Next(document, issuer, Start).ToString();

    private static ServedCertificate Served() => new()
    {
        Source = CertificateSource.Acme,
        ChainPem = "",
        SealedKey = "",
        NotBefore = Start,
        NotAfter = Start.AddDays(90),
        Serial = "01",
        Issuer = "CA",
        Names = [],
        RenewAt = Start.AddDays(60),
    };
}
