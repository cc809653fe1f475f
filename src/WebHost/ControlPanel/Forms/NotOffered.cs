using Portal.Saving;

namespace Portal.WebHost.ControlPanel;

/// <summary>What a form can't offer, since only a newer release knows it: it stays as it is stored (ADR 0016).</summary>
internal static class NotOffered
{
    public static string[] Keep(string[] picked, string[] stored, IReadOnlyCollection<string> known) =>
        [.. picked, .. stored.Where(key => !known.Contains(key, StringComparer.Ordinal) && !picked.Contains(key, StringComparer.Ordinal))];

    public static T Keep<T>(T picked, T stored)
        where T : struct, Enum => UnknownNames.IsUnknown(stored) ? stored : picked;
}
