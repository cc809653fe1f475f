using MimeKit;
using Portal.Hosts;
using Portal.Saving;

namespace Portal.Brands;

/// <summary>Addresses that mail is sent from or to: one mailbox each, whose domain can be in DNS.</summary>
internal static class MailboxRules
{
    private const int Longest = 320;

    private static readonly ParserOptions Strict = new()
    {
        AddressParserComplianceMode = RfcComplianceMode.Strict,
        AllowAddressesWithoutDomain = false,
        AllowUnquotedCommasInAddresses = false,
    };

    /// <summary>With or without a name: <c>Acme &lt;billing@acme.example&gt;</c>.</summary>
    public static string? Mailbox(string? written, string field, FieldErrors errors) =>
        Check(written, field, "Enter an address, with or without a name: Acme <billing@acme.example>.", _ => true, errors);

    /// <summary>The address alone.</summary>
    public static string? Address(string? written, string field, FieldErrors errors) =>
        Check(
            written, field, "Enter an e-mail address, such as help@acme.example.",
            box => string.Equals(box.Address, written?.Trim(), StringComparison.Ordinal),
            errors);

    private static string? Check(string? written, string field, string remedy, Func<MailboxAddress, bool> holds, FieldErrors errors)
    {
        var before = errors.All.Count;
        var text = TextRules.Line(written, field, Longest, errors);
        if (text is null || errors.All.Count > before)
            return text;
        if (!MailboxAddress.TryParse(Strict, text, out var box) || box.LocalPart.Length is 0 or > 64 || !holds(box))
            errors.Add(field, $"This is not an e-mail address. {remedy}");
        else if (!HostName.TryParse(box.Domain, out _, out var reason))
            errors.Add(field, $"The part after @ is not valid. {reason}");
        return text;
    }
}
