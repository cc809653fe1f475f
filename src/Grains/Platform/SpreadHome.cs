namespace Portal.Platform;

/// <summary>Sends a spread grain home when another member has become its home: one that joined, or came back.</summary>
internal sealed class SpreadHome(ISiloStatusOracle silos)
{
    /// <summary>How often a grain asks. A member that joins has its share after this.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    /// <summary>Whether this activation sits elsewhere than its home. False while this member is on its way out: then all move anyway.</summary>
    public bool IsElsewhere(GrainId grain, int shards)
    {
        if (silos.CurrentStatus != SiloStatus.Active)
            return false;
        var active = silos.GetApproximateSiloStatuses(onlyActive: true).Keys.ToArray();
        return active.Length > 1 && !SpreadDirector.Home(grain, shards, active).Equals(silos.SiloAddress);
    }
}
