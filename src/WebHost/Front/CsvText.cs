namespace Portal.WebHost.Front;

/// <summary>Text as a cell of a file (RFC 4180). Pure.</summary>
internal static class CsvText
{
    public static string Cell(string? text) => Quote(Disarm(text ?? ""));

    // What a spreadsheet would take for a formula begins with an apostrophe. A dial prefix is digits after a plus, or the plus alone: no
    // formula, and an apostrophe would make another prefix of it.
    private static string Disarm(string text) =>
        text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' && !IsDialPrefix(text) ? "'" + text : text;

    private static bool IsDialPrefix(string text) => text[0] == '+' && !text.AsSpan(1).ContainsAnyExceptInRange('0', '9');

    private static string Quote(string text) =>
        text.AsSpan().IndexOfAny(",\"\r\n;") < 0 ? text : "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
}
