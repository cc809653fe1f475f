using Orleans.Configuration;

namespace Portal.Hosting.Clustering;

/// <summary>
/// How soon members believe that one of them is gone: docs/adr/0013-membership.md says why these numbers, and what was
/// measured. A member that stands still is out within 12 s; one that is only slow stays.
/// </summary>
internal static class Membership
{
    public static ISiloBuilder UsePortalMembership(this ISiloBuilder silo) => silo.Configure<ClusterMembershipOptions>(Set);

    public static void Set(ClusterMembershipOptions membership)
    {
        // Probes are timed by how fast answers were so far, within these bounds. A vote is held back as long as anything
        // was heard from a member within MaxProbeTimeout × NumMissedProbesLimit: 7.5 s here, 60 s by default.
        membership.ProbeTimeout = TimeSpan.FromSeconds(2);
        membership.MinProbeTimeout = TimeSpan.FromSeconds(1);
        membership.MaxProbeTimeout = TimeSpan.FromSeconds(2.5);
        membership.NumMissedProbesLimit = 3;
        membership.NumVotesForDeathDeclaration = 2;

        // A member that lost its processor asks its neighbours before it blames others, and gives them longer.
        membership.EnableIndirectProbes = true;
        membership.ExtendProbeTimeoutDuringDegradation = true;
        membership.EnableConnectionLivenessCheck = true;

        // Whoever was put out while it stood still hears nothing from the others any more: it reads it here.
        membership.TableRefreshTimeout = TimeSpan.FromSeconds(5);
        membership.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(10);

        // By the time of day of two machines: whoever starts with a clock that is minutes behind could not join. One that
        // hangs while it joins is probed and put out like any other.
        membership.EvictWhenMaxJoinAttemptTimeExceeded = false;
    }
}
