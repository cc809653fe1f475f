using Portal.Access;
using Portal.Saving;

namespace Portal.Domains;

/// <summary>The sections and the columns that a domain shows.</summary>
internal static class ReportRules
{
    /// <summary>Of a view's name, whoever made it.</summary>
    public const int LongestViewName = 60;

    /// <summary>Of the address that a view stands for.</summary>
    public const int LongestView = 2000;

    private const int MostViews = 10;

    // Reports that contacts save views of too.
    private static readonly string[] Viewed = ["cdr", "breakout"];

    public static string[] Sections(string?[]? sections, string[]? stored, FieldErrors errors) =>
        KeyRules.Known(sections, "access", "section", Access.Sections.All, errors, stored);

    /// <summary>A report without columns is no report: an empty list means the usual ones.</summary>
    public static string[] Cdr(string?[]? columns, string[]? stored, FieldErrors errors) =>
        columns is { Length: > 0 } ? KeyRules.Known(columns, "cdrColumns", "column", Columns.Cdr, errors, stored) : Columns.CdrDefault;

    /// <inheritdoc cref="Cdr"/>
    public static string[] Breakout(string?[]? columns, string[]? stored, FieldErrors errors) => columns is { Length: > 0 }
        ? KeyRules.Known(columns, "breakoutColumns", "column", Columns.Breakout, errors, stored)
        : Columns.BreakoutDefault;

    /// <summary>Addresses as they are copied from a browser, without their host; null: none.</summary>
    public static Dictionary<string, string>? Views(IReadOnlyDictionary<string, string>? views, FieldErrors errors)
    {
        var clean = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (written, address) in views ?? clean)
        {
            var name = TextRules.Line(written, "views", LongestViewName, errors);
            var path = Uri.TryCreate(address, UriKind.Absolute, out var url) && url.Scheme is "https" or "http"
                ? url.PathAndQuery
                : address.Trim();
            if (name is null)
                errors.Add("views", "Give each view a name.");
            else if (path.Length > LongestView || path.Any(char.IsControl) || !Viewed.Any(section =>
                path == "/" + section || path.StartsWith($"/{section}?", StringComparison.Ordinal)))
                errors.Add("views", $"“{name}” needs the address of a report, such as /cdr?range=today or /breakout?group=day.");
            else if (!clean.TryAdd(name, path))
                errors.Add("views", $"“{name}” appears twice. Remove one.");
        }

        if (clean.Count > MostViews)
            errors.Add("views", $"There are {clean.Count} views; the limit is {MostViews}.");
        return clean.Count == 0 ? null : clean;
    }
}
