namespace Portal.WebHost.Portals;

/// <summary>
/// The order of columns, changed by buttons of the form that they are chosen with, so that nothing needs a script.
/// </summary>
internal static class ColumnMoves
{
    public const string Field = "move";

    /// <summary>The button that forgets what was chosen.</summary>
    public const string Usual = "usual";

    /// <param name="move"><c>up:key</c> or <c>down:key</c>.</param>
    public static string[] After(string[] columns, string move)
    {
        var (by, key) = move.StartsWith("up:", StringComparison.Ordinal) ? (-1, move[3..])
            : move.StartsWith("down:", StringComparison.Ordinal) ? (1, move[5..])
            : (0, "");
        var from = Array.IndexOf(columns, key);
        var to = from + by;
        if (from < 0 || to < 0 || to >= columns.Length)
            return columns;
        string[] moved = [.. columns];
        (moved[from], moved[to]) = (moved[to], moved[from]);
        return moved;
    }
}
