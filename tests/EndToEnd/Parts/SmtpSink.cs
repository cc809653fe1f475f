using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using MimeKit;

namespace Portal.Tests.EndToEnd.Parts;

internal enum SinkSecurity { None, StartTls, Tls }

/// <summary>How a sink behaves.</summary>
internal sealed record SinkManners
{
    public SinkSecurity Security { get; init; }

    /// <summary>Signing in is asked for with this name and password; null: not offered.</summary>
    public (string Name, string Password)? Login { get; init; }

    /// <summary>What it offers for signing in.</summary>
    public string Mechanisms { get; init; } = "PLAIN";

    /// <summary>Mechanisms that it offers and doesn't know after all (504).</summary>
    public string[] Unknown { get; init; } = [];

    /// <summary>After so many refused passwords it greets nobody any more, as servers do that count; 0: it doesn't.</summary>
    public int BanAfter { get; init; }

    /// <summary>What it says to a wrong password; null: the usual, with what it was given.</summary>
    public string? Refusal { get; init; }

    /// <summary>Whether it offers SMTPUTF8 (RFC 6531).</summary>
    public bool Utf8 { get; init; }

    /// <summary>The first line; null: it takes the connection and is silent.</summary>
    public string? Greeting { get; init; } = "220 mail.acme.example ESMTP";

    /// <summary>What it says to MAIL FROM, RCPT TO and to the end of the data.</summary>
    public string Sender { get; init; } = "250 2.1.0 fine";
    public string Recipient { get; init; } = "250 2.1.5 fine";

    /// <summary>Other words for some recipients, by address.</summary>
    public Dictionary<string, string> Recipients { get; init; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Null: it hangs up instead, so that nobody knows whether it has the mail.</summary>
    public string? Taken { get; init; } = "250 2.0.0 queued as 4711";
}

/// <summary>A mail server on loopback that speaks just enough SMTP (RFC 5321, STARTTLS, AUTH PLAIN) and keeps what it took.</summary>
internal sealed class SmtpSink : IAsyncDisposable
{
    private readonly TcpListener listener;
    private readonly CancellationTokenSource stopping = new();
    private readonly ConcurrentQueue<string> mails = [];
    private readonly ConcurrentQueue<string> heard = [];
    private volatile SinkManners manners;
    private int connections;
    private int refusals;
    private readonly X509Certificate2? certificate;
    private readonly Task accepting;

    /// <param name="certificate">With its key; needed unless security is none.</param>
    /// <param name="port">0: any free one.</param>
    public SmtpSink(SinkManners manners, X509Certificate2? certificate = null, int port = 0)
    {
        listener = new(IPAddress.Loopback, port);
        this.manners = manners;
        this.certificate = certificate;
        listener.Start();
        accepting = Accept();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>How it behaves from now on.</summary>
    public SinkManners Manners
    {
        set => manners = value;
    }

    /// <summary>How many connections were made.</summary>
    public int Connections => connections;

    /// <summary>How many passwords were refused: what a ban counts.</summary>
    public int Refusals => refusals;

    /// <summary>Whole mails, headers and all. One that broke off isn't taken: nobody said that it was.</summary>
    public IReadOnlyList<string> Mails => [.. mails];

    /// <summary>Every line that clients said, outside of mails.</summary>
    public IReadOnlyList<string> Heard => [.. heard];

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await accepting;
        listener.Stop();
        stopping.Dispose();
    }

    private async Task Accept()
    {
        var talks = new List<Task>();
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(stopping.Token);
                Interlocked.Increment(ref connections);
                talks.Add(Talk(client));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(talks);
        }
    }

    private async Task Talk(TcpClient client)
    {
        using (client)
        {
            try
            {
                Stream stream = client.GetStream();
                if (manners.Security == SinkSecurity.Tls)
                    stream = await Encrypt(stream);
                await Converse(stream);
            }
            catch (Exception e) when (
                e is IOException or OperationCanceledException or System.Security.Authentication.AuthenticationException)
            {
                // The client left.
            }
        }
    }

    private async Task<Stream> Encrypt(Stream plain)
    {
        var encrypted = new SslStream(plain);
        await encrypted.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, stopping.Token);
        return encrypted;
    }

    private async Task Converse(Stream stream)
    {
        if (manners.Greeting is null)
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stopping.Token);
        var secure = manners.Security == SinkSecurity.Tls;
        var reader = new StreamReader(stream, Encoding.UTF8);
        async Task Say(string line) => await stream.WriteAsync(Encoding.UTF8.GetBytes(line + "\r\n"), stopping.Token);
        if (manners.BanAfter > 0 && refusals >= manners.BanAfter)
        {
            await Say("554 5.7.1 you are banned");
            return;
        }

        await Say(manners.Greeting!);
        while (await reader.ReadLineAsync(stopping.Token) is { } line)
        {
            heard.Enqueue(line);
            switch (line.Split(' ')[0].ToUpperInvariant())
            {
                case "EHLO":
                    await Say("250-mail.acme.example");
                    if (manners.Security == SinkSecurity.StartTls && !secure)
                        await Say("250-STARTTLS");
                    if (manners.Login is not null)
                        await Say("250-AUTH " + manners.Mechanisms);
                    if (manners.Utf8)
                    {
                        await Say("250-8BITMIME");
                        await Say("250-SMTPUTF8");
                    }
                    await Say("250 SIZE 10000000");
                    break;
                case "STARTTLS":
                    await Say("220 go on");
                    stream = await Encrypt(stream);
                    reader = new StreamReader(stream, Encoding.UTF8);
                    secure = true;
                    break;
                case "AUTH":
                    await SignIn(line, reader, Say);
                    break;
                case "MAIL":
                    await Say(manners.Sender);
                    break;
                case "RCPT":
                    await Say(
                        manners.Recipients.GetValueOrDefault(
                            line[(line.IndexOf('<', StringComparison.Ordinal) + 1)..line.LastIndexOf('>')], manners.Recipient));
                    break;
                case "DATA":
                    await Say("354 go on");
                    if (!await Take(reader) || manners.Taken is null)
                        return;
                    await Say(manners.Taken);
                    break;
                case "QUIT":
                    await Say("221 bye");
                    return;
                default:
                    await Say("250 fine");
                    break;
            }
        }
    }

    private async Task SignIn(string line, StreamReader reader, Func<string, Task> say)
    {
        var mechanism = line.Split(' ')[1].ToUpperInvariant();
        if (manners.Unknown.Contains(mechanism))
        {
            await say("504 5.5.4 what is that");
            return;
        }

        var good = mechanism switch
        {
            "PLAIN" => line == "AUTH PLAIN " + Encode($"\0{manners.Login?.Name}\0{manners.Login?.Password}"),
            "LOGIN" => await Ask("VXNlcm5hbWU6") == Encode(manners.Login?.Name)
                & await Ask("UGFzc3dvcmQ6") == Encode(manners.Login?.Password),
            // Nobody passes by it.
            "CRAM-MD5" => await Ask("PDE4OTYuNjk3MTcwOTUyQG1haWwuYWNtZS5leGFtcGxlPg==") == "",
            _ => false,
        };
        if (!good)
            Interlocked.Increment(ref refusals);
        await say(good ? "235 2.7.0 welcome" : manners.Refusal ?? $"535 5.7.8 not with {line}");

        async Task<string?> Ask(string question)
        {
            await say("334 " + question);
            return await reader.ReadLineAsync(stopping.Token);
        }
    }

    /// <summary>A mail that was taken, as a mail program reads it.</summary>
    public static MimeMessage Parse(string mail)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(mail));
        return MimeMessage.Load(stream);
    }

    /// <summary>What it took for this address, oldest first.</summary>
    public MimeMessage[] To(string address) =>
        [.. Mails.Select(Parse).Where(mail => mail.To.Mailboxes.Any(box => box.Address == address))];

    private static string Encode(string? text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text ?? ""));

    /// <summary>False: it broke off before its end (RFC 5321, 4.1.1.4), as when the sender is killed.</summary>
    private async Task<bool> Take(StreamReader reader)
    {
        var mail = new StringBuilder();
        while (await reader.ReadLineAsync(stopping.Token) is { } line)
        {
            if (line == ".")
            {
                mails.Enqueue(mail.ToString());
                return true;
            }

            // A leading dot was doubled on the way (RFC 5321, 4.5.2).
            mail.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        }

        return false;
    }
}
