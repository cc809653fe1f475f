namespace Portal.WebHost.Portals;

/// <summary>Recovery codes as a file: a link that holds it, so that it needs no script and nothing is stored.</summary>
internal static class CodeFile
{
    public const string Name = "recovery-codes.txt";

    /// <summary>Which site and whose they are stands above them: a file outlives the memory of where it came from.</summary>
    public static string Link(string host, string? email, IEnumerable<string> codes) =>
        "data:text/plain;charset=utf-8," + Uri.EscapeDataString(
            string.Join("\r\n", [host, .. email is null ? Array.Empty<string>() : [email], "", .. codes, ""]));
}
