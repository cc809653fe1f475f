using System.Globalization;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using Portal.Brands;
using Portal.Certificates;
using Portal.Saving;

namespace Portal.Mail;

/// <summary>Puts what goes wrong with mail servers into words.</summary>
internal static class MailProblems
{
    public const string NoServer = "No mail server is set for this domain, its brand or the platform.";
    public const string NoPlatformServer = "No mail server is set for the platform.";
    public const string UnreadablePassword =
        "The mail server's stored password can't be read with this installation's keys. Enter it again.";
    public const string NoSender = "The from-address is not an e-mail address. Enter one such as Acme <billing@acme.example>.";

    public static bool IsExpected(Exception problem) =>
        problem is SocketException or IOException or OperationCanceledException or TimeoutException
        or ProtocolException or CommandException or SslHandshakeException or AuthenticationException or NotSupportedException
            or System.Security.Authentication.AuthenticationException
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

    public static string OfConnecting(Exception problem, MailRelay relay) => problem switch
    {
        SocketException { SocketErrorCode: SocketError.ConnectionRefused } =>
            $"{relay.Server} refuses connections on port {relay.Port}. Check the port: {UsualPort(relay.Security)}.",
        _ =>
            $"{relay.Server} can't be reached on port {relay.Port} within {MailConnector.StepLimit.TotalSeconds:0} seconds. "
                + "Check the server and port; some networks block port 25.",
    };

    public static string OfGreeting(Exception problem, MailRelay relay) => problem switch
    {
        OperationCanceledException or TimeoutException when relay.Security == SmtpSecurity.Tls =>
            "The server encrypted the connection but then says nothing. "
                + "Try again later; if it keeps happening, the people who run the server need to look into it.",
        OperationCanceledException or TimeoutException =>
            "The server accepted the connection but says nothing. "
                + $"If port {relay.Port} expects TLS from the first byte, set security to TLS.",
        SmtpCommandException => "The server refuses to talk to us.",
        _ => $"What answers on port {relay.Port} doesn't speak SMTP.",
    };

    /// <summary>The advice fits the setting that is there: nobody is told to set what is set.</summary>
    public static string OfEncrypting(Exception problem, MailRelay relay) => problem switch
    {
        NotSupportedException =>
            "The server doesn't offer STARTTLS. Set security to TLS with port 465, or, on a network you trust, to none.",
        OperationCanceledException or TimeoutException => $"The server doesn't answer the TLS handshake. {OtherSecurity(relay)}",
        SslHandshakeException { ServerCertificate: X509Certificate2 certificate } =>
            $"The server's certificate isn't good for {relay.Server}: it is for {certificate.Subject}, "
                + $"valid until {CertificateTimes.Day(certificate.NotAfter)}. "
                + "It has to be valid, be issued for this name, and come from a CA that is trusted here.",
        _ => $"The TLS handshake failed. {OtherSecurity(relay)}",
    };

    /// <param name="secure">Whether the connection is encrypted.</param>
    public static string OfSigningIn(Exception problem, bool secure) => problem switch
    {
        AuthenticationException => "The server refuses the user name and password.",
        NotSupportedException when secure =>
            "The server offers no way of signing in that we support. "
                + "If it takes mail from this address without signing in, leave the user name empty.",
        NotSupportedException =>
            "The server offers no way of signing in that we support. "
                + "Many servers offer one only once the connection is encrypted: set security to STARTTLS or TLS.",
        OperationCanceledException or TimeoutException => "The server didn't answer the sign-in in time.",
        _ => "The sign-in failed.",
    };

    /// <summary>The server didn't say SMTPUTF8 (RFC 6531): nothing is sent to it.</summary>
    public static string OfInternational(string address) =>
        $"The mail server can't take {address}: it has non-ASCII letters before the @, and the server doesn't offer SMTPUTF8. "
            + "Use another address, or another mail server.";

    public static string OfSending(Exception problem, MailboxAddress sender, MailboxAddress recipient) => problem switch
    {
        SmtpCommandException { ErrorCode: SmtpErrorCode.SenderNotAccepted } =>
            $"The server doesn't accept mail from {sender.Address}. "
                + "Use a from-address that this account may send with.",
        SmtpCommandException { ErrorCode: SmtpErrorCode.RecipientNotAccepted } =>
            $"The server doesn't accept mail for {recipient.Address}.",
        SmtpCommandException => "The server refused the mail.",
        ServiceNotAuthenticatedException => "The server accepts mail only after sign-in. Set a user name and password.",
        OperationCanceledException or TimeoutException => "The server didn't answer in time; it may have accepted the mail anyway.",
        _ => "The connection broke; the server may have accepted the mail anyway.",
    };

    public static string OfPause(MailPause pause) =>
        $"Mail is waiting: {pause.Server} refuses the user name and password of {pause.UserName}. "
            + "Enter the password again, or send a test e-mail once the account works again.";

    /// <summary>How a step went, with the server's own words behind it.</summary>
    public static string Reason(MailStep step) =>
        step.Reply is null ? step.Text : $"{step.Text} It said: {step.Reply.ReplaceLineEndings(" ")}";

    private static string UsualPort(SmtpSecurity security) => security.KnownOr(SmtpSecurity.StartTls) switch
    {
        SmtpSecurity.Tls => "465 is usual for TLS",
        SmtpSecurity.StartTls => "587 is usual for STARTTLS",
        SmtpSecurity.None => "25 or 587 is usual",
    };

    private static string OtherSecurity(MailRelay relay) => relay.Security == SmtpSecurity.Tls
        ? $"If port {relay.Port} starts in plain text, set security to STARTTLS."
        : "The server said that it supports STARTTLS, then failed: it may support only old versions of TLS (1.2 or newer is needed), "
            + "or its certificate is broken. "
            + "The people who run it need to look into it; port 465 with security TLS may work in the meantime.";
}
