using Portal.Brands;

namespace Portal.WebHost.Portals;

/// <summary>
/// The terms that a sign-up agrees to: among a brand's links, the one whose text names them, in whatever language it is
/// written.
/// </summary>
internal static class TermsLink
{
    private static readonly string[] Words =
    [
        .. PortalTexts.Languages.SelectMany(language => PortalTexts.In(language)["SignUp.TermsWords"].Split(';'))
            .Distinct(StringComparer.Ordinal),
    ];

    /// <summary>Null: the brand has none.</summary>
    public static string? Find(IEnumerable<LinkSettings> links) =>
        links.FirstOrDefault(link => link.Text.Split([' ', '-', '\u00a0', '/', '&', ','], StringSplitOptions.RemoveEmptyEntries)
            .Any(word => Words.Any(known => word.EndsWith(known, StringComparison.OrdinalIgnoreCase))))?.Url;

    /// <summary>A sentence with the words that the link stands on in brackets, in three.</summary>
    public static (string Before, string Linked, string After) Split(string sentence)
    {
        var (open, close) = (sentence.IndexOf('[', StringComparison.Ordinal), sentence.IndexOf(']', StringComparison.Ordinal));
        return open < 0 || close < open ? (sentence, "", "") : (sentence[..open], sentence[(open + 1)..close], sentence[(close + 1)..]);
    }
}
