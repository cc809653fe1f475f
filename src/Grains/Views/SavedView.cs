using Portal.Domains;

namespace Portal.Views;

/// <summary>A name that a contact gave to the address of a report.</summary>
/// <param name="Section">Whose page it is.</param>
/// <param name="Query">What follows the question mark; what is relative in it, as the last seven days, stays so.</param>
/// <param name="IsDefault">The section opens with it.</param>
internal sealed record SavedView(string Section, string Name, string Query, bool IsDefault)
{
    public const int LongestName = ReportRules.LongestViewName;
    public const int LongestQuery = ReportRules.LongestView;

    /// <summary>Of one contact, in all sections.</summary>
    public const int Most = 20;
}
