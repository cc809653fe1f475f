using Portal.Saving;

namespace Portal.WebHost.ControlPanel;

/// <summary>
/// The fleet's changes whose rows can't be written for a while, as every page of the panel shows them to the platform's
/// staff. Asked for beside the pages, so that none waits for it or fails with it.
/// </summary>
internal sealed class UnsettledWatch(IGrainFactory grains, TimeProvider clock)
{
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(10);

    private volatile UnsettledNote[] notes = [];
    private long asked;

    /// <summary>As they were some seconds ago; the longest waiting first.</summary>
    public IReadOnlyList<UnsettledNote> Notes
    {
        get
        {
            var last = Interlocked.Read(ref asked);
            if ((last == 0 || clock.GetElapsedTime(last) > Kept)
                && Interlocked.CompareExchange(ref asked, clock.GetTimestamp(), last) == last)
                Ask().Ignore();
            return notes;
        }
    }

    private async Task Ask() => notes = await grains.GetGrain<IUnsettledGrain>(0).List();
}
