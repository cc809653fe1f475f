namespace Portal.Storage;

/// <summary>Search text as a pattern of SQL's LIKE, with <c>\</c> as the escape.</summary>
internal static class Like
{
    /// <summary>Matches whatever contains the text, in lower case; null when there is no text.</summary>
    public static string? Contains(string? text) => string.IsNullOrWhiteSpace(text)
        ? null
        : "%" + text.Trim().ToLowerInvariant()
            .Replace(@"\", @"\\", StringComparison.Ordinal)
            .Replace("%", @"\%", StringComparison.Ordinal)
            .Replace("_", @"\_", StringComparison.Ordinal) + "%";
}
