namespace Portal.WebHost.Portals;

/// <summary>
/// Who or what ended a call: what switches say is put in words where it is one of the usual names, and shown as it is else.
/// </summary>
internal static class ReleaseWords
{
    public static string? Of(PortalCall call, string? reason) =>
        reason is null ? null : ReportTexts.Of(call).Find("Release." + reason.ToLowerInvariant()) ?? reason;
}
