using Portal.Brands;
using Portal.Tests.EndToEnd.Parts;

namespace Portal.Tests.EndToEnd.Mail;

/// <summary>Addresses in letters of other languages, by real conversations (RFC 6531).</summary>
public sealed class InternationalMailTests : MailTalk
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_international_domain_goes_in_a_labels_without_smtputf8(bool offered)
    {
        await using var sink = new SmtpSink(new() { Utf8 = offered });
        var outcome = await Send(sink, SmtpSecurity.None, from: "Bücher <office@bücher.example>", to: "you@größe.example");
        Assert.True(outcome.Sent, outcome.Summary);
        var said = Assert.Single(sink.Heard, line => line.StartsWith("MAIL", StringComparison.Ordinal));
        Assert.StartsWith("MAIL FROM:<office@xn--bcher-kva.example>", said, StringComparison.Ordinal);
        Assert.DoesNotContain("SMTPUTF8", said, StringComparison.Ordinal);
        Assert.Contains("RCPT TO:<you@xn--gre-6ka8i.example>", sink.Heard);
        Assert.Contains("EHLO xn--bcher-kva.example", sink.Heard);
        Assert.All(Assert.Single(sink.Mails).Split("\r\n\r\n")[0], c => Assert.True(c < 128));
    }

    [Theory]
    [InlineData("billing@acme.example", "jürgen@bücher.example", null)]
    [InlineData("büro@bücher.example", "you@customer.example", null)]
    [InlineData("billing@acme.example", "you@customer.example", "büro@bücher.example")]
    public async Task An_international_local_part_asks_for_smtputf8_where_it_is_offered(string from, string to, string? replyTo)
    {
        await using var sink = new SmtpSink(new() { Utf8 = true, Login = ("acme", Password) });
        var outcome = await Send(sink, SmtpSecurity.None, "acme", Password, from: from, to: to, replyTo: replyTo);
        Assert.True(outcome.Sent, outcome.Summary);
        var said = Assert.Single(sink.Heard, line => line.StartsWith("MAIL", StringComparison.Ordinal));
        Assert.Contains(" SMTPUTF8", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("billing@acme.example", "jürgen@bücher.example", null, "jürgen@bücher.example")]
    [InlineData("büro@bücher.example", "you@customer.example", null, "büro@bücher.example")]
    [InlineData("billing@acme.example", "you@customer.example", "büro@bücher.example", "büro@bücher.example")]
    public async Task An_international_local_part_is_told_where_it_is_not_and_nothing_is_said_after_ehlo(
        string from, string to, string? replyTo, string named)
    {
        await using var sink = new SmtpSink(new() { Login = ("acme", Password) });
        var outcome = await Send(sink, SmtpSecurity.None, "acme", Password, from: from, to: to, replyTo: replyTo);
        Assert.False(outcome.Sent);
        Assert.StartsWith(
            $"The mail server can't take {named}: it has non-ASCII letters before the @",
            outcome.Summary,
            StringComparison.Ordinal);
        Assert.Equal(["EHLO", "QUIT"], sink.Heard.Select(line => line.Split(' ')[0]));
    }
}
