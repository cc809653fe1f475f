using Microsoft.AspNetCore.WebUtilities;
using Portal.Views;

namespace Portal.WebHost.Portals;

/// <summary>Finds the views that a reader has of a report: its own, then those that the domain ships.</summary>
internal sealed class ReportViewing(ISavedViews views)
{
    public async Task<ReportViews> Of(PortalCall call, IReportSection report)
    {
        var own = (await views.All(call.Place.Contact, call.Aborted)).Where(view => view.Section == report.Key).ToArray();
        return new(call, report, [.. own, .. Shipped(call, report.Key).Where(view => !own.Any(mine => mine.Name == view.Name))]);
    }

    // None of them is what the page opens with: that is the reader's word.
    private static IEnumerable<SavedView> Shipped(PortalCall call, string section) =>
        from view in call.Site.Site.Settings?.Views ?? []
        let parts = view.Value.Split('?', 2)
        where parts[0] == "/" + section
        select new SavedView(section, view.Key, parts.Length > 1 ? parts[1] : "", IsDefault: false);
}

/// <summary>The views that a reader has of one report, and where they lead.</summary>
internal sealed record ReportViews(PortalCall Call, IReportSection Report, IReadOnlyList<SavedView> All)
{
    public const string Part = "view";

    /// <summary>What was done just now, in an address that a form led to.</summary>
    public const string DonePart = "done";

    /// <summary>The same in words; null: nothing.</summary>
    public string? Done => TextSet.Of<ViewsPages>(Call.Texts.Language).Find("Done." + Call.Context.Request.Query[DonePart]);

    /// <summary>
    /// Where an address leads that names a view and says nothing else, or that says nothing at all where a view stands for that. What a
    /// view has and the domain doesn't show any more is left out. Null: it says itself what is shown.
    /// </summary>
    public string? Leads
    {
        get
        {
            var address = Report.Read(Call.Context.Request.Query);
            var named = All.FirstOrDefault(view => view.Name == address[Part]);
            if (address.Without(Part).IsBare)
            {
                var meant = address[Part] is null ? All.FirstOrDefault(view => view.IsDefault) : named;
                return meant is null ? null : Path(meant);
            }

            return named is not null && Report.Allowed(Call, address) is var allowed && !allowed.Says(address)
                ? allowed.ToString()
                : null;
        }
    }

    /// <summary>
    /// The address that a view is a name of, as far as the domain allows it. It is never bare: a bare one may be a view's.
    /// </summary>
    public string Path(SavedView view) => Address(view).With((Part, view.Name)).ToString();

    /// <summary>The same for whoever saved it just now.</summary>
    public string Path(SavedView view, ViewOutcome outcome) =>
        $"{Path(view)}&{DonePart}={(outcome == ViewOutcome.Made ? "saved" : "replaced")}";

    /// <summary>Whether this is what is shown.</summary>
    public bool IsShown(SavedView view, ReportAddress address) => Address(view).Says(address.Without(Part));

    private ReportAddress Address(SavedView view)
    {
        var address = Report.Allowed(Call, ReportQuery.Read(Report, view.Query)).Without(Part);
        return address["range"] is null && address["from"] is null && address["to"] is null
            ? address.With(("range", ReportRange.Default))
            : address;
    }
}

/// <summary>A query that comes in a text rather than in an address.</summary>
internal static class ReportQuery
{
    public static ReportAddress Read(IReportSection report, string query) => report.Read(Parse(query));

    public static QueryCollection Parse(string query) => new(QueryHelpers.ParseQuery(query));
}
