using Portal.Calls;

namespace Portal.WebHost.Portals;

/// <summary>
/// Who or what ended a call: what switches say is put in words where it is one of the usual names, and shown as it is else. Who ended a
/// call that nobody answered didn't hang up.
/// </summary>
internal static class ReleaseWords
{
    public static string? Of(PortalCall call, Call row)
    {
        if (row.ReleaseReason is not { } reason)
            return null;
        var (texts, key) = (ReportTexts.Of(call), "Release." + reason.ToLowerInvariant());
        return (row.IsConnected ? null : texts.Find(key + ".Unanswered")) ?? texts.Find(key) ?? reason;
    }
}
