namespace Portal.Platform;

/// <summary>Sends a spread grain home when another member has become its home: one that joined, or came back.</summary>
internal sealed class SpreadHome(ISiloStatusOracle silos)
{
    // How often a grain looks. A member that joins has its share after this.
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    /// <summary>
    /// From now on this activation looks where its home is: without it a member that joined would have no share until another died.
    /// </summary>
    /// <param name="leaves">What else is to be done when it goes.</param>
    public void Keep(IGrainBase grain, int shards, Action? leaves = null) => grain.RegisterGrainTimer(
        _ =>
        {
            if (IsElsewhere(grain.GrainContext.GrainId, shards))
            {
                grain.MigrateOnIdle();
                leaves?.Invoke();
            }

            return Task.CompletedTask;
        },
        new GrainTimerCreationOptions(Interval, Interval) { KeepAlive = true, Interleave = true });

    // Not while this member is on its way out: then all move anyway.
    private bool IsElsewhere(GrainId grain, int shards)
    {
        if (silos.CurrentStatus != SiloStatus.Active)
            return false;
        var active = silos.GetApproximateSiloStatuses(onlyActive: true).Keys.ToArray();
        return active.Length > 1 && !SpreadDirector.Home(grain, shards, active).Equals(silos.SiloAddress);
    }
}
