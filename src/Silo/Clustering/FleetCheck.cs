using System.Net;
using Npgsql;

namespace Portal.Hosting.Clustering;

/// <summary>
/// Looks at the cluster before this process writes itself into its table: a member that the others can't talk to would
/// stand there as joining, hold up everybody who calls it, and fill logs with what a line can say.
/// </summary>
internal sealed class FleetCheck(NodeOptions node, TimeProvider clock, MemberRows? members = null, SiloDetails? place = null)
{
    /// <exception cref="StartRefusedException">This node's TLS and that of the others don't fit; the message says which is
    /// wrong.</exception>
    public async Task Run(CancellationToken cancellation)
    {
        var identity = node.Cluster.Tls.IsSet ? ClusterIdentity.Load(node.Cluster.Tls) : null;
        identity?.Refuse(clock.GetUtcNow());
        if (members is null)
            return;
        IReadOnlyList<Greeting> greetings;
        try
        {
            if (place is not null && Own() is { } own)
                place.Follow(await members.YoungestAt(own, cancellation));
            greetings = await Greet(identity, cancellation);
        }
        catch (NpgsqlException failure)
        {
            throw new StartRefusedException($"The cluster's membership table can't be used: {failure.Message}", failure);
        }

        // One that fits is enough: while certificates are replaced some don't.
        if (greetings.FirstOrDefault(greeting => greeting.Mismatch is not null) is { Mismatch: { } mismatch }
            && !greetings.Any(greeting => greeting is { Answers: true, Mismatch: null }))
            throw new StartRefusedException(mismatch);
    }

    /// <summary>Knocks at every member's door, all at once.</summary>
    private async Task<IReadOnlyList<Greeting>> Greet(ClusterIdentity? identity, CancellationToken cancellation)
    {
        var own = Own();
        var doors = (await members!.Living(cancellation))
            .Select(member => node.Role == PortalRole.Web ? member.Gateway : member.Silo)
            .OfType<IPEndPoint>()
            .Where(door => !door.Equals(own));
        return await Task.WhenAll(doors.Select(door => Greeting.Of(door, identity, cancellation)));
    }

    private IPEndPoint? Own() =>
        node.Role != PortalRole.Web && SiloPorts.Wanted(node).Silo is not 0 and var port ? new IPEndPoint(node.Cluster.Ip, port) : null;
}
