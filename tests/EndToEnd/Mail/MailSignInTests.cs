using Portal.Brands;
using Portal.Tests.EndToEnd.Parts;

namespace Portal.Tests.EndToEnd.Mail;

/// <summary>Signing in, by real conversations.</summary>
public sealed class MailSignInTests : MailTalk
{
    [Fact]
    public async Task A_wrong_password_is_tried_by_one_mechanism()
    {
        await using var sink = new SmtpSink(new() { Login = ("acme", "another"), Mechanisms = "CRAM-MD5 PLAIN LOGIN" });
        Assert.False((await Send(sink, SmtpSecurity.None, "acme", Password)).Sent);
        Assert.Equal(1, sink.Refusals);
    }

    [Theory]
    [InlineData("LOGIN")]
    [InlineData("PLAIN LOGIN")]
    public async Task A_right_password_passes_by_the_mechanism_that_is_there(string mechanisms)
    {
        await using var sink = new SmtpSink(new() { Login = ("acme", Password), Mechanisms = mechanisms });
        var outcome = await Send(sink, SmtpSecurity.None, "acme", Password);
        Assert.True(outcome.Sent, outcome.Summary);
        Assert.Equal(0, sink.Refusals);
    }

    [Fact]
    public async Task A_mechanism_that_the_server_doesnt_know_after_all_is_followed_by_another()
    {
        await using var sink = new SmtpSink(new() { Login = ("acme", Password), Mechanisms = "PLAIN LOGIN", Unknown = ["PLAIN"] });
        var outcome = await Send(sink, SmtpSecurity.None, "acme", Password);
        Assert.True(outcome.Sent, outcome.Summary);
    }
}
