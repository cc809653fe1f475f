using System.Text.Json.Nodes;
using Portal.Tests.EndToEnd.Parts;

namespace Portal.Tests.EndToEnd.Mail;

/// <summary>Power cuts while mail waits.</summary>
public sealed class OutboxCrashTests
{
    private const string Host = "portal.acme.example";

    [Fact]
    public async Task What_is_queued_when_the_process_is_killed_is_sent_once_by_the_next_one()
    {
        var port = FreePort.Next();
        await using var portal = await PortalProcess.Start(
            "Portal:Mail:AllowPrivateServers=true", "Portal:Mail:ScanInterval=00:00:01", "Portal:Https:PublicPort=443");
        using (var api = portal.Api())
        {
            await api.AddDomain(Host);
            await api.Send(HttpMethod.Patch, $"domains/{Host}", new JsonObject
            {
                ["smtp"] =
                    new JsonObject
                    {
                        ["server"] = "127.0.0.1",
                        ["port"] = port,
                        ["security"] = "none",
                        ["from"] = "Acme <billing@acme.example>",
                    },
            });
        }

        await StoredMail.Add(portal, Host, "tried", "ann@customer.example");
        await Until.Holds(
            async () =>
                (await StoredMail.Read(portal, Host, "tried")).Attempts > 0, TimeSpan.FromSeconds(30), () =>
                    "It was never tried:\n" + portal.Output);
        await portal.Kill();
        await StoredMail.Add(portal, Host, "untried", "bob@customer.example");

        await using var sink = new SmtpSink(new(), port: port);
        await portal.Start();
        foreach (var id in (string[])["untried", "tried"])
        {
            await Until.Holds(
                async () =>
                    (await StoredMail.Read(portal, Host, id)).State == "sent", TimeSpan.FromSeconds(60), () =>
                        $"{id} was never sent:\n{portal.Output}");
        }

        var mails = sink.Mails.Select(SmtpSink.Parse).ToArray();
        Assert.Equal(
            ["ann@customer.example", "bob@customer.example"],
            mails.Select(m => m.To.Mailboxes.Single().Address).Order(StringComparer.Ordinal));
        Assert.All(mails, mail =>
        {
            Assert.Equal("Your account at Acme Telecom", mail.Subject);
            Assert.DoesNotContain("portal.localhost", mail.ToString(), StringComparison.Ordinal);
        });
    }
}
