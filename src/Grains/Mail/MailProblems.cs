using System.Globalization;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using Portal.Brands;

namespace Portal.Mail;

/// <summary>Puts what goes wrong with mail servers into words.</summary>
internal static class MailProblems
{
    public const string NoServer = "No mail server is set: neither for this domain, nor its brand, nor the platform.";
    public const string NoPlatformServer = "No mail server is set for the platform.";
    public const string UnreadablePassword =
        "The stored password of the mail server can't be read with the keys of this installation. Type it anew.";
    public const string NoSender = "The from-address is not an e-mail address. Write one, such as Acme <billing@acme.example>.";

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
        SocketException { SocketErrorCode: SocketError.ConnectionRefused } =>
            $"{route.Server} refuses connections on port {route.Port}. Check the port: {UsualPort(route.Security)}.",
        _ => $"{route.Server} can't be reached on port {route.Port} within {MailConnector.StepLimit.TotalSeconds:0} seconds. Check server and port; some networks block port 25.",
    };

    public static string OfGreeting(Exception problem, MailRoute route) => problem switch
    {
        OperationCanceledException or TimeoutException when route.Security == SmtpSecurity.Tls =>
            "The server encrypted the connection, but then says nothing. "
                + "Try again later; if it stays so, whoever runs the server has to look.",
        OperationCanceledException or TimeoutException => $"The server took the connection, but doesn't speak. If port {route.Port} expects TLS from the first byte, set security to TLS.",
        SmtpCommandException => "The server doesn't want to talk to us.",
        _ => $"What answers on port {route.Port} doesn't speak SMTP.",
    };

    /// <summary>The advice fits the setting that is there: nobody is told to set what is set.</summary>
    public static string OfEncrypting(Exception problem, MailRoute route) => problem switch
    {
        NotSupportedException => "The server doesn't offer STARTTLS. Set security to TLS with port 465, or, in a network that you trust, to none.",
        OperationCanceledException or TimeoutException => $"The server doesn't answer the TLS handshake. {OtherSecurity(route)}",
        SslHandshakeException { ServerCertificate: X509Certificate2 certificate } => $"The server's certificate isn't good for {route.Server}: it is for {certificate.Subject}, valid until {certificate.NotAfter.ToUniversalTime().ToString("d MMMM yyyy", CultureInfo.InvariantCulture)}. It has to be valid, for this name, and from a CA that is trusted here.",
        _ => $"The TLS handshake failed. {OtherSecurity(route)}",
    };

    /// <param name="secure">Whether the connection is encrypted.</param>
    public static string OfSigningIn(Exception problem, bool secure) => problem switch
    {
        AuthenticationException => "The server refuses user name and password.",
        NotSupportedException when secure =>
            "The server offers no way of signing in that we speak. "
                + "If it takes mail from this address without signing in, leave the user name empty.",
        NotSupportedException =>
            "The server offers no way of signing in that we speak. "
                + "Many servers offer one only once the connection is encrypted: set security to STARTTLS or TLS.",
        OperationCanceledException or TimeoutException => "The server doesn't answer the sign-in in time.",
        _ => "The sign-in failed.",
    };

    /// <summary>The server didn't say SMTPUTF8 (RFC 6531): nothing is sent to it.</summary>
    public static string OfInternational(string address) =>
        $"The mail server can't take {address}: it has letters other than ASCII before the @, and the server doesn't offer SMTPUTF8. "
            + "Use another address, or another mail server.";

    public static string OfSending(Exception problem, MailboxAddress sender, MailboxAddress recipient) => problem switch
    {
        SmtpCommandException { ErrorCode: SmtpErrorCode.SenderNotAccepted } => $"The server doesn't take mail from {sender.Address}. Use a from-address that this account may send with.",
        SmtpCommandException { ErrorCode: SmtpErrorCode.RecipientNotAccepted } => $"The server doesn't take mail for {recipient.Address}.",
        SmtpCommandException => "The server refused the mail.",
        ServiceNotAuthenticatedException => "The server takes mail only after signing in. Set user name and password.",
        OperationCanceledException or TimeoutException => "The server didn't answer in time; it may have taken the mail all the same.",
        _ => "The connection broke; the server may have taken the mail all the same.",
    };

    public static string OfPause(MailPause pause) =>
        $"Mail waits: {pause.Server} refuses user name and password of {pause.UserName}. "
            + "Type the password anew, or send a test mail once the account is right again.";

    /// <summary>How a step went, with the server's own words behind it.</summary>
    public static string Reason(MailStep step) =>
        step.Reply is null ? step.Text : $"{step.Text} Its words: {step.Reply.ReplaceLineEndings(" ")}";

    private static string UsualPort(SmtpSecurity security) => security switch
    {
        SmtpSecurity.Tls => "465 is usual for TLS",
        SmtpSecurity.StartTls => "587 is usual for STARTTLS",
        SmtpSecurity.None => "25 or 587 is usual",
        _ => throw new InvalidOperationException($"A security that nobody thought of: {security}."),
    };

    private static string OtherSecurity(MailRoute route) => route.Security == SmtpSecurity.Tls
        ? $"If port {route.Port} starts in plain text, set security to STARTTLS."
        : "The server said that it takes STARTTLS, then failed: it may speak only old versions of TLS (we need 1.2 or newer), or its certificate is broken. "
            + "Whoever runs it has to look; port 465 with security TLS may work meanwhile.";
}
