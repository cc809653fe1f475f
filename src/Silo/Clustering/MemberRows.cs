using System.Net;
using Dapper;
using Portal.Storage;

namespace Portal.Hosting.Clustering;

/// <summary>A row of the membership table.</summary>
/// <param name="Gateway">Where front ends without a silo call; null: nowhere.</param>
internal sealed record MemberRow(
    IPEndPoint Silo, IPEndPoint? Gateway, int Generation, SiloStatus Status, DateTimeOffset Started, DateTimeOffset Seen);

/// <summary>
/// The cluster as the database says it, for whoever asks before Orleans runs (a start, <c>doctor</c>) or does not want to
/// believe what this process remembers (health). PostgreSQL alone has such a table.
/// </summary>
internal sealed class MemberRows(PortalDatabase database, NodeOptions node)
{
    /// <summary>All that are not dead.</summary>
    public async Task<IReadOnlyList<MemberRow>> Living(CancellationToken cancellation)
    {
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        const string sql = """
            SELECT Address, Port, Generation, ProxyPort, Status, StartTime, IAmAliveTime FROM OrleansMembershipTable
            WHERE DeploymentId = @cluster AND Status <> @dead ORDER BY Address, Port
            """;
        var rows = await connection.QueryAsync<(
            string Address, int Port, int Generation, int? ProxyPort, int Status, DateTime StartTime, DateTime IAmAliveTime)>(
            new CommandDefinition(
                sql, new { cluster = node.Cluster.Id, dead = (int)SiloStatus.Dead }, cancellationToken: cancellation));
        return [.. rows.Select(row => new MemberRow(
            new IPEndPoint(IPAddress.Parse(row.Address), row.Port),
            row.ProxyPort is > 0 and var gateway ? new IPEndPoint(IPAddress.Parse(row.Address), gateway) : null,
            row.Generation,
            (SiloStatus)row.Status,
            Time(row.StartTime),
            Time(row.IAmAliveTime)))];

        static DateTimeOffset Time(DateTime stored) => new(DateTime.SpecifyKind(stored, DateTimeKind.Utc));
    }

    /// <summary>What the table calls a member now; null: it has no row.</summary>
    public async Task<SiloStatus?> StatusOf(SiloAddress silo, CancellationToken cancellation)
    {
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        return (SiloStatus?)await connection.ExecuteScalarAsync<int?>(new CommandDefinition(
            "SELECT Status FROM OrleansMembershipTable WHERE DeploymentId = @cluster AND Address = @address AND Port = @port AND Generation = @generation",
            new
            {
                cluster = node.Cluster.Id,
                address = silo.Endpoint.Address.ToString(),
                port = silo.Endpoint.Port,
                generation = silo.Generation,
            },
            cancellationToken: cancellation));
    }

    /// <summary>The youngest life that the table knows at an address and port, dead ones too; 0: none.</summary>
    public async Task<int> YoungestAt(IPEndPoint place, CancellationToken cancellation)
    {
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        return await connection.ExecuteScalarAsync<int>(new CommandDefinition(
            "SELECT coalesce(max(Generation), 0) FROM OrleansMembershipTable WHERE DeploymentId = @cluster AND Address = @address AND Port = @port",
            new { cluster = node.Cluster.Id, address = place.Address.ToString(), port = place.Port },
            cancellationToken: cancellation));
    }
}
