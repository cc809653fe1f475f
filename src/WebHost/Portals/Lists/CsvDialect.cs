namespace Portal.WebHost.Portals;

/// <summary>
/// How a file is written: by RFC 4180 for programs; with <c>?excel</c> as the spreadsheet of the reader's country opens it by a
/// double click, which goes by the country alone: a mark for UTF-8, its separator, its point, and labels for people.
/// </summary>
internal readonly record struct CsvDialect(string Mark, char Separator, char Point, bool HasLabels)
{
    public static CsvDialect Of(PortalCall call)
    {
        if (!call.Context.Request.Query.ContainsKey("excel"))
            return new("", ',', '.', HasLabels: false);
        var comma = call.Culture.NumberFormat.NumberDecimalSeparator == ",";
        return new("\uFEFF", comma ? ';' : ',', comma ? ',' : '.', HasLabels: true);
    }
}
