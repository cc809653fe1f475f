using Portal.Certificates;
using Portal.Certificates.Acme;

namespace Portal.Tests.Unit.Certificates;

public sealed class CertificateErrorsTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("dns", true, "could not look up portal.acme.example")]
    [InlineData("connection", true, "on port 80")]
    [InlineData("unauthorized", true, "Something else answered")]
    [InlineData("caa", true, "CAA record")]
    [InlineData("rejectedIdentifier", false, "does not issue for portal.acme.example")]
    [InlineData("externalAccountRequired", false, "Portal:Acme:ExternalAccount")]
    [InlineData("somethingNew", false, "refused")]
    public void Each_refusal_has_its_words_and_keeps_the_cas(string type, bool byDns, string words)
    {
        var problem = AcmeProblem.Parse($$"""{"type":"urn:ietf:params:acme:error:{{type}}","detail":"its own words"}""", 403);
        var failure = CertificateErrors.Refused("portal.acme.example", "http-01", problem, null, Now);
        Assert.Contains(words, failure.Reason, StringComparison.Ordinal);
        Assert.Contains("“its own words”", failure.Reason, StringComparison.Ordinal);
        Assert.Equal(problem.Document, failure.Problem);
        Assert.Equal(byDns, failure.ByDns);
        Assert.False(failure.Keep);
    }

    [Fact]
    public void A_limit_says_until_when()
    {
        var problem = AcmeProblem.Parse("""{"type":"urn:ietf:params:acme:error:rateLimited"}""", 429);
        var failure = CertificateErrors.Refused("a.example", "http-01", problem, TimeSpan.FromHours(3), Now);
        Assert.Contains("from 1 June 2026 03:00 UTC", failure.Reason, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromHours(3), failure.RetryAfter);
    }

    [Fact]
    public void The_first_of_several_refusals_is_told()
    {
        var problem = AcmeProblem.Parse(
            """{"type":"urn:ietf:params:acme:error:compound","subproblems":[{"type":"urn:ietf:params:acme:error:caa","detail":"x"}]}""",
            403);
        Assert.Contains("CAA", CertificateErrors.Refused("a.example", "http-01", problem, null, Now).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("caa", CertificateFailureKind.Forbids)]
    [InlineData("rejectedIdentifier", CertificateFailureKind.Forbids)]
    [InlineData("unsupportedIdentifier", CertificateFailureKind.Forbids)]
    [InlineData("rateLimited", CertificateFailureKind.Refuses)]
    [InlineData("unauthorized", CertificateFailureKind.Refuses)]
    [InlineData("somethingNew", CertificateFailureKind.Refuses)]
    public void A_ca_that_refuses_once_is_told_from_one_that_forbids(string type, CertificateFailureKind kind)
    {
        var problem = AcmeProblem.Parse($$"""{"type":"urn:ietf:params:acme:error:{{type}}"}""", 403);
        Assert.Equal(kind, CertificateErrors.Refused("a.example", "http-01", problem, null, Now).Kind);
    }

    [Theory]
    [InlineData(false, CertificateFailureKind.Unreachable,
        "at https://ca.example/dir can't be reached. The connection could not be established.")]
    [InlineData(true, CertificateFailureKind.Slow, "at https://ca.example/dir is slow. The connection could not be established.")]
    public void One_that_can_not_be_reached_is_told_from_a_slow_one_with_its_address_and_keeps_the_order(
        bool slow, CertificateFailureKind kind, string words)
    {
        var failure = CertificateErrors.Silent(
            "https://ca.example/dir",
            new AcmeUnreachableException("The connection could not be established.", isSlow: slow));
        Assert.Equal((kind, true, "https://ca.example/dir"), (failure.Kind, failure.Keep, failure.Authority));
        Assert.Contains(words, failure.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("refuse", failure.Reason, StringComparison.Ordinal);
    }
}
