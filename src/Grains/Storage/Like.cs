namespace Portal.Storage;

/// <summary>Search text as a pattern of SQL's LIKE, with <c>\</c> as the escape.</summary>
internal static class Like
{
    /// <summary>Matches whatever contains the text, in lower case; null when there is no text.</summary>
    public static string? Contains(string? text) => string.IsNullOrWhiteSpace(text) ? null : Pattern(text.Trim().ToLowerInvariant());

    /// <summary>The same for columns that are <see cref="Storage.Folded"/>.</summary>
    public static string? Folded(string? text) => string.IsNullOrWhiteSpace(text) ? null : Pattern(Storage.Folded.Of(text.Trim()));

    /// <summary>Text as it stands for itself within a pattern.</summary>
    public static string Escape(string text) => text
        .Replace(@"\", @"\\", StringComparison.Ordinal)
        .Replace("%", @"\%", StringComparison.Ordinal)
        .Replace("_", @"\_", StringComparison.Ordinal);

    private static string Pattern(string text) => "%" + Escape(text) + "%";
}
