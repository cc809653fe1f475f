using System.Text;
using MimeKit;
using Portal.Brands;
using Portal.Mail;

namespace Portal.Tests.Unit.Mail;

public sealed class MailComposerTests
{
    private static readonly MailSender Acme = new(
        "https://portal.acme.example", "acme", new EffectiveBrand { Name = "Acme Telecom" }, null);

    [Fact]
    public void The_headers_are_the_domains()
    {
        var message = Write(Draft(), Relay("Billing <billing@acme.example>", "help@acme.example"));
        Assert.Equal("\"Billing\" <billing@acme.example>", message.From.ToString());
        Assert.Equal("help@acme.example", message.ReplyTo.ToString());
        Assert.Equal("auto-generated", message.Headers["Auto-Submitted"]);
        Assert.EndsWith("@acme.example", message.MessageId, StringComparison.Ordinal);
        Assert.Null(message.Headers["X-Mailer"]);
    }

    [Fact]
    public void The_same_mail_has_the_same_id_whenever_it_is_tried_and_no_other_has_it()
    {
        var from = MailAddresses.Parse("billing@bücher.example")!;
        var id = MailComposer.MessageId("portal.acme.example", "m1", from);
        Assert.Equal(id, MailComposer.MessageId("portal.acme.example", "m1", from));
        Assert.NotEqual(id, MailComposer.MessageId("portal.acme.example", "m2", from));
        Assert.NotEqual(id, MailComposer.MessageId("portal.globex.example", "m1", from));
        Assert.EndsWith("@xn--bcher-kva.example", id, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Ann\r\nBcc: victim@else.example")]
    [InlineData("Ann\" <x@evil.example>, \"")]
    [InlineData("Ann\u2028Bcc: victim@else.example")]
    [InlineData("=?utf-8?q?Ann=0D=0ABcc:_victim@else.example?=")]
    public void A_name_can_not_break_out_of_its_header(string name)
    {
        var message = Parse(Write(Draft() with { ToName = name }, Relay("billing@acme.example")));
        Assert.Equal("you@customer.example", Assert.Single(message.To.Mailboxes).Address);
        Assert.Empty(message.Bcc);
        Assert.Null(message.Headers["Bcc"]);
    }

    [Fact]
    public void A_customers_name_can_not_break_out_of_the_subject()
    {
        var draft =
            Draft() with
            {
                Kind = MailKind.Invitation,
                Values = new(StringComparer.Ordinal) { ["customer"] = "Glöbex\r\nBcc: victim@else.example", ["inviter"] = "Bob" },
            };
        var message = Parse(Write(draft, Relay("billing@acme.example")));
        Assert.Equal("Glöbex Bcc: victim@else.example has invited you to Acme Telecom", message.Subject);
        Assert.Null(message.Headers["Bcc"]);
    }

    [Fact]
    public void The_platforms_server_does_not_name_the_platform_to_customers_but_to_staff()
    {
        var relay = Relay("Operator <noreply@operator.example>") with { Trusted = true };
        Assert.Equal("Acme Telecom", Write(Draft(), relay).From.Mailboxes.Single().Name);
        var staff = new MailSender("https://panel.operator.example", null, new EffectiveBrand { Name = "Control panel" }, null);
        Assert.Equal("Operator", Write(Draft(), relay, staff).From.Mailboxes.Single().Name);
    }

    [Fact]
    public void Text_comes_before_html()
    {
        var body = Assert.IsType<MultipartAlternative>(Write(Draft(), Relay("billing@acme.example")).Body);
        Assert.Equal(["text/plain", "text/html"], body.Select(part => part.ContentType.MimeType));
    }

    [Theory]
    [InlineData("panel.operator.example", "localhost", "127.0.0.1", "panel.operator.example")]
    [InlineData("localhost", "localhost", "127.0.0.1", "[::1]")]
    public void Staff_are_led_to_a_control_host_that_others_can_reach(string expected, params string[] hosts) =>
        Assert.Equal(expected, MailSenders.ControlHost(hosts));

    private static MimeMessage Write(MailDraft draft, MailRelay relay, MailSender? sender = null) =>
        new MailComposer(null!, TimeProvider.System).Write(
        "portal.acme.example",
        draft,
        new MailFrame(sender ?? Acme, relay, MailAddresses.Parse(relay.From)!),
        MailAddresses.Parse(draft.ToAddress)!);

    private static MimeMessage Parse(MimeMessage message)
    {
        using var stream = new MemoryStream();
        message.WriteTo(stream);
        Assert.DoesNotContain("\nBcc:", Encoding.UTF8.GetString(stream.ToArray()), StringComparison.OrdinalIgnoreCase);
        stream.Position = 0;
        return MimeMessage.Load(stream);
    }

    private static MailDraft Draft() =>
        new() { Id = "m1", Kind = MailKind.Welcome, ToAddress = "you@customer.example", ToName = "Ann", Link = "/sign-in" };

    private static MailRelay Relay(string from, string? replyTo = null) =>
        new("smtp.acme.example", 587, SmtpSecurity.StartTls, null, null, from, replyTo, Trusted: false, "the domain's");
}
