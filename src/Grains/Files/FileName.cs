using System.Text.RegularExpressions;

namespace Portal.Files;

/// <summary>The names of public files: part of URLs, so plain ones, and of one case.</summary>
internal static partial class FileName
{
    /// <summary>Characters.</summary>
    public const int Longest = 100;

    /// <returns>Empty when the name is right, else a sentence for a person.</returns>
    public static string Check(string? name)
    {
        if (string.IsNullOrEmpty(name))
            return "Give the file a name, such as acme.png.";
        if (name.Length > Longest)
            return $"The file's name has {name.Length} characters; the limit is {Longest}.";
        if (!Plain().IsMatch(name) || name.Contains("..", StringComparison.Ordinal))
            return "Use only lower-case letters, digits, hyphens, underscores and dots in the file's name, such as acme-logo.png.";
        return Extension().IsMatch(name) ? "" : "The file's name must end in .jpg, .jpeg, .png or .gif.";
    }

    [GeneratedRegex(@"^[a-z0-9][a-z0-9._-]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Plain();

    [GeneratedRegex(@"[a-z0-9_-]\.(jpe?g|png|gif)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Extension();
}
