namespace Portal.WebHost.Documents;

/// <summary>Keys that a form can't offer, since only a newer release knows them: they stay as they are stored (ADR 0016).</summary>
internal static class NotOffered
{
    public static string[] Keep(string[] picked, string[] stored, IReadOnlyCollection<string> known) =>
        [.. picked, .. stored.Where(key => !known.Contains(key, StringComparer.Ordinal) && !picked.Contains(key, StringComparer.Ordinal))];
}
