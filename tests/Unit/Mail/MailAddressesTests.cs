using Portal.Mail;

namespace Portal.Tests.Unit.Mail;

public sealed class MailAddressesTests
{
    [Theory]
    [InlineData("name@acme.example", "name@acme.example")]
    [InlineData("Acme <billing@acme.example>", "billing@acme.example")]
    [InlineData("\"Acme, Inc.\" <billing@acme.example>", "billing@acme.example")]
    [InlineData("name@bücher.example", "name@bücher.example")]
    public void One_mailbox_is_read(string text, string address) => Assert.Equal(address, MailAddresses.Parse(text)!.Address);

    [Theory]
    [InlineData("")]
    [InlineData("name")]
    [InlineData("name@")]
    [InlineData("@acme.example")]
    [InlineData("a@acme.example, b@acme.example")]
    [InlineData("a@acme.example\r\nBcc: b@acme.example")]
    [InlineData("Acme\r\nBcc: b@acme.example <a@acme.example>")]
    [InlineData("group: a@acme.example;")]
    [InlineData("a@acme.example\0")]
    public void Anything_else_is_refused(string text) => Assert.Null(MailAddresses.Parse(text));

    [Theory]
    [InlineData("ssl", 587, "Portal:Mail:Security is 'ssl'. Allowed: none, startTls or tls.")]
    [InlineData("1", 587, "Portal:Mail:Security is '1'. Allowed: none, startTls or tls.")]
    [InlineData("tls", 0, "Portal:Mail:Port is '0'. Allowed: 1 to 65535.")]
    public void A_wrong_option_names_key_value_and_what_is_allowed(string security, int port, string message) =>
        Assert.Contains(
            message,
            new MailOptionsValidator().Validate(null, new MailOptions { Security = security, Port = port }).FailureMessage,
            StringComparison.Ordinal);

    [Fact]
    public void A_server_without_a_sender_is_refused() =>
        Assert.Contains(
            "Portal:Mail:From",
            new MailOptionsValidator().Validate(null, new MailOptions { Server = "mail.example" }).FailureMessage,
            StringComparison.Ordinal);

    [Fact]
    public void What_a_server_repeats_of_a_password_is_blotted_out()
    {
        using var steps = new MailSteps();
        steps.Hide("acme", "s3cret word");
        var said = System.Text.Encoding.UTF8.GetBytes("535 no: s3cret word, " + Convert.ToBase64String("s3cret word"u8) + "\r\n");
        steps.LogServer(said, 0, said.Length);
        Assert.Equal("535 no: •••, •••", steps.Reply);
    }
}
