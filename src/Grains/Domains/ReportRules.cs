using Portal.Access;
using Portal.Saving;

namespace Portal.Domains;

/// <summary>The sections and the columns that a domain shows.</summary>
internal static class ReportRules
{
    public static string[] Sections(string?[]? sections, string[]? stored, FieldErrors errors) =>
        KeyRules.Known(sections, "access", "section", Access.Sections.All, errors, stored);

    /// <summary>A report without columns is no report: an empty list means the usual ones.</summary>
    public static string[] Cdr(string?[]? columns, string[]? stored, FieldErrors errors) =>
        columns is { Length: > 0 } ? KeyRules.Known(columns, "cdrColumns", "column", Columns.Cdr, errors, stored) : Columns.CdrDefault;

    /// <inheritdoc cref="Cdr"/>
    public static string[] Breakout(string?[]? columns, string[]? stored, FieldErrors errors) => columns is { Length: > 0 }
        ? KeyRules.Known(columns, "breakoutColumns", "column", Columns.Breakout, errors, stored)
        : Columns.BreakoutDefault;
}
