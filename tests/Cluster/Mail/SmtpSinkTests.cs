using System.Net;
using System.Net.Sockets;
using System.Text;
using Portal.Tests.EndToEnd.Parts;

namespace Portal.Tests.Cluster.Mail;

/// <summary>The tests' own mail server: what it counts as taken decides what tests of killed senders say.</summary>
public sealed class SmtpSinkTests
{
    [Fact]
    public async Task A_mail_that_breaks_off_is_not_taken()
    {
        await using var sink = new SmtpSink(new());
        await Say(sink, "EHLO x\r\nDATA\r\nSubject: half\r\n");
        await Say(sink, "EHLO x\r\nDATA\r\nTo: a@b.example\r\nSubject: whole\r\n\r\ntext\r\n.\r\nQUIT\r\n");
        Assert.Equal("whole", SmtpSink.Parse(Assert.Single(sink.Mails)).Subject);
    }

    /// <summary>Says all of it at once, hangs up, and hears the server out.</summary>
    private static async Task Say(SmtpSink sink, string lines)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, sink.Port);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.UTF8.GetBytes(lines));
        client.Client.Shutdown(SocketShutdown.Send);
        await stream.CopyToAsync(Stream.Null);
    }
}
