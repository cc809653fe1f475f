using System.Globalization;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Portal.Mail;

/// <summary>Puts what goes wrong with mail servers into words.</summary>
internal static class MailProblems
{
    public static bool IsExpected(Exception problem) => problem is SocketException or IOException or OperationCanceledException or TimeoutException
        or ProtocolException or CommandException or SslHandshakeException or AuthenticationException or NotSupportedException or System.Security.Authentication.AuthenticationException
        or ServiceNotConnectedException or ServiceNotAuthenticatedException;

    /// <summary>What a failed hand-over means for the mail.</summary>
    public static HandOver Judge(Exception problem) => problem switch
    {
        SmtpCommandException { StatusCode: SmtpStatusCode.AuthenticationRequired } or ServiceNotAuthenticatedException => HandOver.NotNow,
        SmtpCommandException refusal => (int)refusal.StatusCode >= 500 ? HandOver.Refused : HandOver.NotNow,
        NotSupportedException => HandOver.Refused,
        _ => HandOver.Broken,
    };

    /// <summary>The server's refusal in its own words; null: it was not that.</summary>
    public static string? Reply(Exception problem) => problem is SmtpCommandException refusal
        ? string.Create(CultureInfo.InvariantCulture, $"{(int)refusal.StatusCode} {refusal.Message}")
        : null;

    public static string OfConnecting(Exception problem, MailRoute route) => problem switch
    {
        SocketException { SocketErrorCode: SocketError.ConnectionRefused } => $"{route.Server} refuses connections on port {route.Port}. Check the port: 587 is usual for STARTTLS, 465 for TLS.",
        _ => $"{route.Server} can't be reached on port {route.Port} within {MailConnector.StepLimit.TotalSeconds:0} seconds. Check server and port; some networks block port 25.",
    };

    public static string OfGreeting(Exception problem, MailRoute route) => problem switch
    {
        OperationCanceledException or TimeoutException => $"The server took the connection, but doesn't speak. If port {route.Port} expects TLS from the first byte, set security to TLS.",
        SmtpCommandException => "The server doesn't want to talk to us.",
        _ => $"What answers on port {route.Port} doesn't speak SMTP.",
    };

    public static string OfEncrypting(Exception problem, MailRoute route) => problem switch
    {
        NotSupportedException => "The server doesn't offer STARTTLS. Set security to TLS with port 465, or, in a network that you trust, to none.",
        OperationCanceledException or TimeoutException => $"The server doesn't answer the TLS handshake. If port {route.Port} starts in plain text, set security to STARTTLS.",
        SslHandshakeException { ServerCertificate: X509Certificate2 certificate } => $"The server's certificate isn't good for {route.Server}: it is for {certificate.Subject}, valid until {certificate.NotAfter.ToUniversalTime().ToString("d MMMM yyyy", CultureInfo.InvariantCulture)}. It has to be valid, for this name, and from a CA that is trusted here.",
        _ => $"The TLS handshake failed. If port {route.Port} starts in plain text, set security to STARTTLS.",
    };

    public static string OfSigningIn(Exception problem) => problem switch
    {
        AuthenticationException => "The server refuses user name and password.",
        NotSupportedException => "The server offers no way of signing in that we speak. Many servers offer one only once the connection is encrypted.",
        OperationCanceledException or TimeoutException => "The server doesn't answer the sign-in in time.",
        _ => "The sign-in failed.",
    };

    public static string OfSending(Exception problem, MailboxAddress sender, MailboxAddress recipient) => problem switch
    {
        SmtpCommandException { ErrorCode: SmtpErrorCode.SenderNotAccepted } => $"The server doesn't take mail from {sender.Address}. Use a from-address that this account may send with.",
        SmtpCommandException { ErrorCode: SmtpErrorCode.RecipientNotAccepted } => $"The server doesn't take mail for {recipient.Address}.",
        SmtpCommandException => "The server refused the mail.",
        NotSupportedException => $"The server can't take an address with other letters than ASCII before the @ ({recipient.Address}).",
        ServiceNotAuthenticatedException => "The server takes mail only after signing in. Set user name and password.",
        OperationCanceledException or TimeoutException => "The server didn't answer in time; it may have taken the mail all the same.",
        _ => "The connection broke; the server may have taken the mail all the same.",
    };
}
