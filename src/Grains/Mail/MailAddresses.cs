using MimeKit;
using Portal.Hosts;

namespace Portal.Mail;

/// <summary>Reads addresses that people typed, and writes them for servers.</summary>
internal static class MailAddresses
{
    private static readonly ParserOptions Strict = new()
    {
        AddressParserComplianceMode = RfcComplianceMode.Strict,
        AllowAddressesWithoutDomain = false,
    };

    /// <returns>
    /// One mailbox with a domain; null for anything else. What it holds can't break out of a header: line breaks are refused.
    /// </returns>
    public static MailboxAddress? Parse(string text)
    {
        if (text.Length > 320 || text.Any(char.IsControl) || !MailboxAddress.TryParse(Strict, text, out var mailbox))
            return null;
        return mailbox.Domain.Length > 0 && mailbox.LocalPart.Length is > 0 and <= 64 && mailbox.Route.Count == 0 ? mailbox : null;
    }

    /// <summary>
    /// Whether only a server that offers SMTPUTF8 can take it (RFC 6531): a domain has a form in ASCII, a local part has none.
    /// </summary>
    public static bool IsInternational(MailboxAddress address) => address.Address[..address.Address.LastIndexOf('@')].Any(c => c > '~');

    /// <summary>The domain in A-labels.</summary>
    public static string Domain(MailboxAddress address) => HostName.TryParse(address.Domain, out var host, out _)
        ? host.Value
        : MailboxAddress.EncodeAddrspec(address.Address).Split('@')[^1];
}
