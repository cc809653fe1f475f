using System.Runtime.InteropServices;

namespace Portal.Load;

/// <summary>
/// Lets a thread that computes for long give way to those that answer. .NET's own thread priorities do nothing on Linux;
/// there niceness belongs to a thread (setpriority(2), "C library/kernel differences").
/// </summary>
internal static class Niceness
{
    private const int OfProcess = 0;
    private const uint ThisThread = 0;

    // A tenth of what others get where all want the core; all of it where nobody does.
    private const int Lower = 10;

    /// <summary>From now on the calling thread waits for others. It can't take that back: of a thread of its own alone.</summary>
    public static void GiveWay()
    {
        if (OperatingSystem.IsLinux())
            _ = SetPriority(OfProcess, ThisThread, Lower);
    }

    [DllImport("libc", EntryPoint = "setpriority")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetPriority(int which, uint who, int priority);
}
