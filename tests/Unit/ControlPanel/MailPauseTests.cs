using Portal.Mail;
using Portal.WebHost.ControlPanel;

namespace Portal.Tests.Unit.ControlPanel;

public sealed class MailPauseTests
{
    [Fact]
    public async Task A_domains_page_says_that_its_mail_server_refuses_the_password_and_when_it_is_tried_again()
    {
        var next = new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
        var html = await Render(new MailPause("smtp.acme.example:587", "acme", "It said: 535 5.7.8 no", default, 1, next));
        Assert.Contains(
            "Mail is waiting: smtp.acme.example:587 refuses the user name and password of acme.",
            html,
            StringComparison.Ordinal);
        Assert.Contains("535 5.7.8", html, StringComparison.Ordinal);
        Assert.Contains("2026-11-24T12:00:00Z", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nothing_is_wrong_with_mail_nothing_is_said() => Assert.Equal("", (await Render(null)).Trim());

    private static Task<string> Render(MailPause? pause) =>
        PanelParts.Render<MailPauseNote>(new()
        {
            ["View"] = new MailPathView(
                new MailOffer("smtp.acme.example:587", "hello@acme.example", "the domain's"), null, null)
            { Pause = pause },
        });
}
