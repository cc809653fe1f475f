using MailKit.Net.Smtp;
using MailKit.Security;

namespace Portal.Mail;

/// <summary>
/// Signs in by one mechanism. The client's own way is to try each that the server offers until one passes: with a wrong
/// password three refusals for one mail, and servers that ban addresses count each.
/// </summary>
internal static class MailMechanisms
{
    /// <summary>
    /// Encrypted: the plain ones, which every account has, whatever its password is stored as. Not encrypted: those that don't
    /// show the password, then the plain ones, for servers in one's own network.
    /// </summary>
    private static readonly string[] Encrypted = ["PLAIN", "LOGIN", "SCRAM-SHA-512", "SCRAM-SHA-256", "SCRAM-SHA-1", "CRAM-MD5"];
    private static readonly string[] InTheClear = ["SCRAM-SHA-512", "SCRAM-SHA-256", "SCRAM-SHA-1", "CRAM-MD5", "PLAIN", "LOGIN"];

    /// <summary>What is tried, in order. The second only where the server doesn't know the first after all.</summary>
    public static IEnumerable<string> Order(IEnumerable<string> offered, bool secure)
    {
        var there = offered.ToHashSet(StringComparer.OrdinalIgnoreCase);
        return (secure ? Encrypted : InTheClear).Where(there.Contains);
    }

    /// <param name="reply">What the server said last.</param>
    /// <exception cref="NotSupportedException">The server offers none of them.</exception>
    /// <exception cref="AuthenticationException">It refuses name and password.</exception>
    public static async Task SignIn(
        SmtpClient client, string userName, string password, Func<string?> reply, CancellationToken cancellation)
    {
        if (!client.Capabilities.HasFlag(SmtpCapabilities.Authentication))
            throw new NotSupportedException();
        AuthenticationException? unknown = null;
        foreach (var name in Order(client.AuthenticationMechanisms, client.IsSecure))
        {
            try
            {
                await client.AuthenticateAsync(Of(name, userName, password), cancellation);
                return;
            }
            // 504: it doesn't know the mechanism (RFC 5321, 4.2.2). Nobody counts that as a wrong password.
            catch (AuthenticationException refusal) when (reply()?.StartsWith("504", StringComparison.Ordinal) == true)
            {
                unknown = refusal;
            }
        }

        throw new NotSupportedException(unknown?.Message);
    }

    private static SaslMechanism Of(string name, string userName, string password) => name switch
    {
        "PLAIN" => new SaslMechanismPlain(userName, password),
        "LOGIN" => new SaslMechanismLogin(userName, password),
        "SCRAM-SHA-512" => new SaslMechanismScramSha512(userName, password),
        "SCRAM-SHA-256" => new SaslMechanismScramSha256(userName, password),
        "SCRAM-SHA-1" => new SaslMechanismScramSha1(userName, password),
        "CRAM-MD5" => new SaslMechanismCramMd5(userName, password),
        _ => throw new InvalidOperationException($"No such mechanism: {name}."),
    };
}
