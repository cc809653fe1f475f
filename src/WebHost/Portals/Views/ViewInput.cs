using System.Text.Json;
using Portal.Saving;
using Portal.Views;

namespace Portal.WebHost.Portals;

/// <summary>A view as a form or a program sends it.</summary>
/// <param name="Report">Null: there is no such report, or it is hidden.</param>
internal sealed record ViewInput(string Section, string Name, string Query, bool IsDefault, IReportSection? Report)
{
    public static readonly ObjectShape Shape = new(
        "View",
        new Field("name", new TextShape(), true),
        new Field("section", new TextShape(), true),
        new Field("query", new TextShape()),
        new Field("default", new FlagShape()));

    public static ViewInput Of(PortalCall call, IEnumerable<IReportSection> reports, IFormCollection form) => Of(
        call, reports, form["section"].ToString(), form["name"].ToString(), form["query"].ToString(), form["default"].ToString() == "true");

    public static ViewInput Of(PortalCall call, IEnumerable<IReportSection> reports, JsonElement json)
    {
        var fields = new Fields(json, "", []);
        return Of(
            call, reports, fields.Text("section") ?? "", fields.Text("name") ?? "", fields.Text("query") ?? "", fields.Flag("default"));
    }

    /// <summary>As it is kept: the parts that the report knows.</summary>
    public SavedView View => new(
        Section, Name, ReportQuery.Read(Report!, Query).Without(ReportViews.Part).Query, IsDefault);

    /// <summary>What is wrong with it, in the reader's language.</summary>
    public IEnumerable<FieldError> Problems(PortalCall call)
    {
        var texts = TextSet.Of<ViewsPages>(call.Texts.Language);
        if (Name.Length is 0 or > SavedView.LongestName || Name.Any(char.IsControl))
            yield return new("name", texts.Format("Wrong.name", SavedView.LongestName));
        if (Query.Length > SavedView.LongestQuery)
            yield return new("query", texts["Wrong.query"]);
        else if (Report!.Check(At(call)) is { Count: > 0 } wrong)
            yield return new("query", string.Join(' ', wrong.Values));
    }

    // The same reader at another address.
    private PortalCall At(PortalCall call) => call with { Context = ReportContext.Of(ReportQuery.Parse(Query)) };

    private static ViewInput Of(
        PortalCall call, IEnumerable<IReportSection> reports, string section, string name, string query, bool isDefault) => new(
        section,
        name.Trim(),
        query.TrimStart('?'),
        isDefault,
        reports.FirstOrDefault(report => report.Key == section && call.Sees(section)));
}

/// <summary>An address that nobody asks for at this moment, for what reads a report's address.</summary>
internal static class ReportContext
{
    public static HttpContext Of(QueryCollection query)
    {
        var context = new DefaultHttpContext();
        context.Request.Query = query;
        return context;
    }
}
