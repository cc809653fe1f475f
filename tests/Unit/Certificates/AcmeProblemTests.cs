using Portal.Certificates.Acme;

namespace Portal.Tests.Unit.Certificates;

public sealed class AcmeProblemTests
{
    [Fact]
    public void A_problem_is_kept_whole_with_its_subproblems()
    {
        // RFC 8555, 6.7.1.
        const string Document = """
            {"type":"urn:ietf:params:acme:error:malformed","detail":"Some of the identifiers requested were rejected",
             "subproblems":[{"type":"urn:ietf:params:acme:error:malformed","detail":"Invalid underscore in DNS name \"_example.org\"","identifier":{"type":"dns","value":"_example.org"}},
                            {"type":"urn:ietf:params:acme:error:rejectedIdentifier","detail":"This CA will not issue for \"example.net\"","identifier":{"type":"dns","value":"example.net"}}]}
            """;
        var problem = AcmeProblem.Parse(Document, 403);
        Assert.Equal("malformed", problem.Type);
        Assert.Equal(403, problem.Status);
        Assert.Equal(2, problem.Subproblems.Length);
        Assert.True(problem.Is("rejectedIdentifier"));
        Assert.False(problem.Is("dns"));
        Assert.Contains("_example.org", problem.Document, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<html>502</html>", 502)]
    [InlineData("", 500)]
    [InlineData("[]", 400)]
    [InlineData("{\"type\":3,\"detail\":null}", 400)]
    public void What_is_no_problem_document_becomes_one(string body, int status)
    {
        var problem = AcmeProblem.Parse(body, status);
        Assert.Equal(status, problem.Status);
        Assert.Equal("", problem.Type);
    }

    [Fact]
    public void A_flood_is_cut() => Assert.True(AcmeProblem.Parse(new string('x', 100_000), 500).Document.Length <= 8192);
}
