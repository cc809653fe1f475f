using Portal.Certificates;
using Portal.Dns;
using Portal.Domains;
using DomainWords = Portal.WebHost.ControlPanel.DomainWords;

namespace Portal.Tests.Unit.ControlPanel;

public sealed class DomainWordsTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 12, 30, 0, TimeSpan.Zero);
    private static readonly DomainSettings Domain = new() { Host = "portal.acme.example", Currencies = ["USD"] };
    private static readonly DnsView Dns = new() { Verdict = DnsVerdict.Ok, Expected = "" };

    [Fact]
    public void Four_failures_have_four_words_and_say_when_it_is_tried_again()
    {
        CertificateFailureKind[] kinds =
            [
                CertificateFailureKind.Unreachable,
                CertificateFailureKind.Slow,
                CertificateFailureKind.Refuses,
                CertificateFailureKind.Forbids,
            ];
        var views = kinds.Select(kind =>
            new CertificateView
            {
                State = CertificateState.Failed,
                Failure = new("Why.", null, Now, kind),
                NextAttempt = Now.AddHours(1),
            }).ToArray();
        Assert.Equal(
            ["authority unreachable", "authority slow", "authority refuses", "issuing not allowed"],
            views.Select(DomainWords.Word));
        Assert.Equal(4, views.Select(view => DomainWords.Sentence(Domain, Dns, view)).Distinct().Count());
        Assert.All(views, view => Assert.EndsWith(
            "; the next attempt is on 1 June 2026 at 13:30 UTC.",
            DomainWords.Sentence(Domain, Dns, view),
            StringComparison.Ordinal));
        Assert.Equal(4, kinds.Select(kind => DomainWords.Badge(Row(kind)).Text).Distinct().Count());
        Assert.DoesNotContain("refused", DomainWords.Badge(Row(CertificateFailureKind.Unreachable)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_disabled_domain_says_that_its_certificate_is_kept()
    {
        var kept = new CertificateView { State = CertificateState.Issued, NotAfter = Now.AddDays(20), Served = false };
        Assert.Equal("kept, not in use", DomainWords.Word(kept));
        Assert.Equal(
            "Disabled: visitors get a neutral page. Its certificate is kept, valid until 21 June 2026.",
            DomainWords.Sentence(Domain with { Status = DomainStatus.Disabled }, Dns, kept));
    }

    private static DomainRow Row(CertificateFailureKind kind) => new(
        "portal.acme.example", "portal.acme.example", "acme", "Acme", DomainStatus.Enabled, 1, Now, CertificateState.Failed, null,
        "Why.", kind, DnsVerdict.Ok);
}
