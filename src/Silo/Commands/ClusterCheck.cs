using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;
using Portal.Hosting.Clustering;

namespace Portal.Hosting.Commands;

/// <summary>
/// What <c>doctor</c> says of the cluster: the dates of its certificates, and each member, whether it answers, and as what.
/// </summary>
internal static class ClusterCheck
{
    /// <summary>Certificates are to be replaced before this is left.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromDays(7);

    public static async Task At(IServiceProvider services, Func<string, Func<Task<string>>, Task> check)
    {
        var node = services.GetRequiredService<IOptions<NodeOptions>>().Value;
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        ClusterIdentity? identity = null;
        if (node.Cluster.Tls.IsSet)
            await check("cluster TLS", () => Task.FromResult(Tls(identity = ClusterIdentity.Load(node.Cluster.Tls), now)));
        if (services.GetService<MemberRows>() is not { } rows)
            return;
        IReadOnlyList<MemberRow> members = [];
        await check("members", async () => Count(members = await Living(rows)));
        foreach (var member in members)
            await check("member", () => Member(member, identity, now));
    }

    private static string Tls(ClusterIdentity identity, DateTimeOffset now)
    {
        identity.Refuse(now);
        var until = identity.Certificate.NotAfter;
        if ((now + Soon).UtcDateTime > until.ToUniversalTime())
            throw new StartRefusedException(
                $"{identity.Files.Certificate} is valid only until {ClusterIdentity.Utc(until)}. "
                    + "Replace it; members that were started with it continue to use it until they are restarted.");
        return $"{identity.Files.Certificate} ({identity.Certificate.Subject}) until {ClusterIdentity.Utc(until)}, "
            + string.Join(", ", identity.Authority.Select(ca => $"CA {ca.Subject} until {ClusterIdentity.Utc(ca.NotAfter)}"));
    }

    private static async Task<IReadOnlyList<MemberRow>> Living(MemberRows rows)
    {
        try
        {
            return await rows.Living(CancellationToken.None);
        }
        catch (NpgsqlException failure)
        {
            throw new StartRefusedException($"the membership table can't be read: {failure.Message}", failure);
        }
    }

    private static string Count(IReadOnlyList<MemberRow> members) =>
        members.Count == 0
            ? "none running"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{members.Count(member => member.Status == SiloStatus.Active)} active of {members.Count} in the table");

    private static async Task<string> Member(MemberRow member, ClusterIdentity? identity, DateTimeOffset now)
    {
        var greeting = await Greeting.Of(member.Silo, identity, CancellationToken.None);
        if (greeting.Mismatch is { } mismatch)
            throw new StartRefusedException(mismatch);
        var seen = string.Create(
            CultureInfo.InvariantCulture,
            $"seen {Math.Max(0, (now - member.Seen).TotalSeconds):0} s ago, since {ClusterIdentity.Utc(member.Started.UtcDateTime)}");
        var where = $"{member.Silo}, gateway {member.Gateway?.ToString() ?? "none"}, {member.Status.ToString().ToLowerInvariant()}, {seen}";
        return greeting.Answers || member.Status != SiloStatus.Active
            ? where
            : throw new StartRefusedException(
                $"{where}: it does not answer. "
                    + "If it is gone for good, the others remove it automatically; "
                    + "otherwise check the network between them, and its ports.");
    }
}
