using Dapper;
using Portal.Storage;

namespace Portal.Calls;

/// <summary>
/// The names of switches that calls came through. With one of them a switch's id of a call makes its key, so a call is found by its id
/// without an index that every call would have to be written to.
/// </summary>
internal sealed class CallSwitches(PortalDatabase database, CallReader reader)
{
    /// <summary>Names are written in order, so that two batches with new ones wait for each other.</summary>
    public const string Keep = "INSERT INTO portal_call_switches (name) VALUES (@name) ON CONFLICT (name) DO NOTHING";

    // Far more than any operator has: who sends calls of made-up switches slows nobody down.
    private const int Most = 200;

    public async Task<IReadOnlyList<Call>> Find(string callId, CancellationToken cancellation)
    {
        var found = new List<Call>();
        foreach (var name in await Names(cancellation))
        {
            if (await reader.Find(null, CallKey.Of(name, callId), cancellation) is { } call)
                found.Add(call);
        }

        return found;
    }

    private async Task<IEnumerable<string>> Names(CancellationToken cancellation)
    {
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        return await connection.QueryAsync<string>(new CommandDefinition(
            "SELECT name FROM portal_call_switches ORDER BY name LIMIT @most", new { most = Most }, cancellationToken: cancellation));
    }
}
