using System.Text.Json;
using Portal.Exports;
using Portal.Saving;
using Portal.Views;

namespace Portal.WebHost.Portals;

/// <summary>A file as a form or a program asks for it.</summary>
internal sealed record ExportInput(string Section, string Query, string Format)
{
    public static readonly ObjectShape Shape = new(
        "Export",
        new Field("section", new TextShape()),
        new Field("query", new TextShape()),
        new Field("format", new TextShape { Choices = ["csv", "ndjson", "xlsx"] }, true));

    public static ExportInput Of(IFormCollection form) =>
        new(form["section"].ToString(), form["query"].ToString(), form["format"].ToString());

    public static ExportInput Of(JsonElement json)
    {
        var fields = new Fields(json, "", []);
        return new(fields.Text("section") ?? "cdr", fields.Text("query") ?? "", fields.Text("format") ?? "");
    }

    /// <summary>A saved view of calls, less what the domain doesn't show (any more).</summary>
    public static ExportInput Of(PortalCall call, SavedView view, ExportFormat format)
    {
        var address = CdrRequest.Shown(call, CdrRequest.Read(ReportQuery.Parse(view.Query)));
        return new("cdr", address.Query, Names<ExportFormat>.Of(format));
    }

    /// <summary>What is asked for, and what is wrong with it.</summary>
    public (CdrRequest Request, ExportFormat Format, IReadOnlyList<FieldError> Problems) Read(PortalCall call)
    {
        var texts = TextSet.Of<ExportsPages>(call.Texts.Language);
        var problems = new List<FieldError>();
        // Other reports are small: they are sent at once.
        if (Section != "cdr")
            problems.Add(new("section", texts["Wrong.section"]));
        if (!Names<ExportFormat>.TryParse(Format, out var format))
            problems.Add(new("format", texts["Wrong.format"]));
        var request = CdrRequest.Of(call with { Context = ReportContext.Of(ReportQuery.Parse(Query.TrimStart('?'))) });
        if (CdrExport.Lost(request) is { } column)
            problems.Add(new("query", texts.Format("Wrong.column", column)));
        problems.AddRange(request.Wrong.Values.Select(reason => new FieldError("query", reason)));
        return (request, format, problems);
    }
}
