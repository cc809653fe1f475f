namespace Portal.WebHost.Portals;

/// <summary>Files that are part of the build: the style sheet's rules, the page's module.</summary>
internal static class Embedded
{
    public static string Text(string name)
    {
        using var stream = typeof(Embedded).Assembly.GetManifestResourceStream("Portals." + name)
            ?? throw new InvalidOperationException($"The file {name} is not part of the build.");
        using var reader = new StreamReader(stream);
        return Squeeze(reader.ReadToEnd());
    }

    /// <summary>Drops comments that fill lines, line breaks and indentation: what a page carries for nobody.</summary>
    private static string Squeeze(string text) => string.Concat(text
        .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Where(line => !line.StartsWith("/*", StringComparison.Ordinal) && !line.StartsWith("//", StringComparison.Ordinal)));
}
