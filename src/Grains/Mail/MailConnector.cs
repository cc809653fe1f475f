using System.Net;
using System.Net.Sockets;
using MailKit.Net.Smtp;
using MailKit.Security;
using Portal.Brands;
using Portal.Outbound;
using Portal.Saving;

namespace Portal.Mail;

/// <summary>
/// Opens conversations with mail servers, up to the point where the server has said what it can. Each step has a time limit;
/// how each went is written to the steps.
/// </summary>
internal sealed class MailConnector(
    IOutboundHosts hosts, MailTrust trust, Microsoft.Extensions.Options.IOptionsMonitor<MailOptions> options, TimeProvider clock)
{
    public static readonly TimeSpan StepLimit = TimeSpan.FromSeconds(10);

    /// <param name="greetAs">What we call ourselves: recipients can see it in a mail's trace, so it is the tenant's name and
    /// not this machine's.</param>
    /// <returns>Null when a step failed; the last one says why.</returns>
    public async Task<MailConnection?> Open(MailRelay relay, string greetAs, MailSteps steps, CancellationToken cancellation)
    {
        steps.Hide(relay.UserName, relay.Password);
        if (await Addresses(relay, steps, cancellation) is not { } addresses
            || await Connect(relay, addresses, steps, cancellation) is not { } socket)
            return null;

        var client = new SmtpClient(steps)
        {
            LocalDomain = greetAs,
            Timeout = (int)StepLimit.TotalMilliseconds,
            ServerCertificateValidationCallback = (_, certificate, chain, errors) => trust.Accepts(certificate, chain, errors),
            // Asking a CA that a tenant's server names would be a call to wherever he likes.
            CheckCertificateRevocation = false,
        };
        var open = false;
        try
        {
            open = await Greet(client, socket, relay, steps, cancellation);
            return open ? new MailConnection(client, relay, steps, clock) : null;
        }
        finally
        {
            if (!open)
            {
                client.Dispose();
                socket.Dispose();
            }
        }
    }

    private async Task<IReadOnlyList<IPAddress>?> Addresses(MailRelay relay, MailSteps steps, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(StepLimit, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            var found = await hosts.Resolve(relay.Server, relay.Trusted || options.CurrentValue.AllowPrivateServers, both.Token);
            if (found.Refusal is { } refusal)
            {
                steps.Failed(MailStepKind.Resolve, refusal);
                return null;
            }

            steps.Passed(MailStepKind.Resolve, $"{relay.Server} is {string.Join(", ", found.Addresses)}.");
            return found.Addresses;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            steps.Failed(
                MailStepKind.Resolve,
                $"Looking up {relay.Server} timed out. Try again; if it keeps happening, check the name servers of that domain.");
            return null;
        }
    }

    /// <summary>Connects to the addresses that were checked, never to the name again: it may lead elsewhere by now.</summary>
    private async Task<Socket?> Connect(
        MailRelay relay, IReadOnlyList<IPAddress> addresses, MailSteps steps, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(StepLimit, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        Exception? last = null;
        foreach (var address in addresses)
        {
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                await socket.ConnectAsync(new IPEndPoint(address, relay.Port), both.Token);
                steps.Passed(MailStepKind.Connect, $"Connected to {address}, port {relay.Port}.");
                return socket;
            }
            catch (Exception problem) when (problem is SocketException or OperationCanceledException
                && !cancellation.IsCancellationRequested)
            {
                socket.Dispose();
                last = problem;
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }

        steps.Failed(MailStepKind.Connect, MailProblems.OfConnecting(last!, relay));
        return null;
    }

    private async Task<bool> Greet(SmtpClient client, Socket socket, MailRelay relay, MailSteps steps, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(StepLimit, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        var security = relay.Security.KnownOr(SmtpSecurity.StartTls) switch
        {
            SmtpSecurity.None => SecureSocketOptions.None,
            SmtpSecurity.StartTls => SecureSocketOptions.StartTls,
            SmtpSecurity.Tls => SecureSocketOptions.SslOnConnect,
        };
        try
        {
            await client.ConnectAsync(socket, relay.Server, relay.Port, security, both.Token);
            steps.Passed(MailStepKind.Greeting, "The server greeted us.");
            if (client.IsSecure)
                steps.Passed(MailStepKind.Encrypt, $"The connection is encrypted, and the certificate is good for {relay.Server}.");
            return true;
        }
        catch (Exception problem) when (MailProblems.IsExpected(problem) && !cancellation.IsCancellationRequested)
        {
            // With TLS from the first byte the handshake comes before the greeting, with STARTTLS after it.
            var encrypting =
                problem is SslHandshakeException or NotSupportedException or System.Security.Authentication.AuthenticationException
                || (relay.Security == SmtpSecurity.Tls && !steps.Greeted)
                || (relay.Security == SmtpSecurity.StartTls && steps.Greeted && problem is OperationCanceledException or TimeoutException);
            if (encrypting && relay.Security == SmtpSecurity.StartTls)
                steps.Passed(MailStepKind.Greeting, "The server greeted us.");
            var reply = steps.Reply ?? MailProblems.Reply(problem);
            if (encrypting)
                steps.Failed(MailStepKind.Encrypt, MailProblems.OfEncrypting(problem, relay), reply);
            else
                steps.Failed(MailStepKind.Greeting, MailProblems.OfGreeting(problem, relay), reply);
            return false;
        }
    }
}
