using Portal.Calls;
using Portal.Load;
using Portal.WebHost.Front;

namespace Portal.WebHost.Portals;

/// <summary>A call's recording for the customer's people, where the domain lets them hear it.</summary>
internal sealed class CallAudio(IRecordings recordings)
{
    /// <summary>Whether the domain lets people hear recordings at all.</summary>
    public static bool IsAllowed(string[] columns) => columns.Contains("playAudio") || columns.Contains("recordingFile");

    /// <returns>False: there is none.</returns>
    /// <exception cref="TooBusyException">Too many are being sent.</exception>
    public async Task<bool> Send(PortalCall call, Call row)
    {
        if (!IsAllowed(CdrColumns.Allowed(call)) || await recordings.Open(CallKey.Of(row), call.Aborted) is not { } found)
            return false;
        await RecordingAnswer.Send(call.Context, call.Person.Id, row, found);
        return true;
    }
}
