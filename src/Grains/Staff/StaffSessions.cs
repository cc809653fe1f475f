using System.Security.Cryptography;
using System.Text;
using Dapper;
using Portal.Storage;

namespace Portal.Staff;

/// <summary>A browser that somebody of the staff signed in with.</summary>
/// <param name="Id">The hash of the cookie's token: the token itself is stored nowhere.</param>
/// <param name="Pending">The password was right, the code is still to come.</param>
public sealed record StaffSession(
    string Id, string Email, bool Pending, DateTimeOffset CreatedAt, DateTimeOffset SeenAt, string? Source, string? Agent);

/// <summary>Sessions as rows: front ends look them up on each request, and ending one is over at once everywhere.</summary>
internal sealed class StaffSessions(PortalDatabase database, TimeProvider clock)
{
    /// <summary>How long a session lives without a request.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromHours(12);

    /// <summary>How long the second step may take.</summary>
    public static readonly TimeSpan PendingLife = TimeSpan.FromMinutes(10);

    // The row is written again at most this often, so that reading pages writes little.
    private static readonly TimeSpan Touched = TimeSpan.FromMinutes(5);

    private const string Columns = "id, email, pending, created_at AS CreatedAt, seen_at AS SeenAt, source, agent";

    public static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("staff/" + token)));

    /// <summary>Starts a session and answers the token for its cookie: 256 random bits.</summary>
    public async Task<string> Start(string email, bool pending, string? source, string? agent)
    {
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var now = clock.GetUtcNow();
        await using var connection = await database.Write.OpenConnectionAsync();
        await connection.ExecuteAsync("DELETE FROM portal_staff_sessions WHERE ends_at < @now", new { now = now.ToUnixTimeMilliseconds() });
        await connection.ExecuteAsync(
            """
            INSERT INTO portal_staff_sessions (id, email, pending, created_at, seen_at, ends_at, source, agent)
            VALUES (@Id, @email, @Pending, @Now, @Now, @Ends, @source, @Agent)
            """,
            new
            {
                Id = HashOf(token),
                email,
                Pending = pending ? 1 : 0,
                Now = now.ToUnixTimeMilliseconds(),
                Ends = (now + (pending ? PendingLife : Idle)).ToUnixTimeMilliseconds(),
                source,
                Agent = agent is { Length: > 200 } ? agent[..200] : agent,
            });
        return token;
    }

    /// <summary>The session of a token; null when it ended or never was.</summary>
    /// <param name="keeps">Keeps it alive: somebody asked, and no page by itself.</param>
    public async Task<StaffSession?> Find(string token, CancellationToken cancellation, bool keeps = true)
    {
        var now = clock.GetUtcNow();
        Row? row;
        await using (var connection = await database.Read.OpenConnectionAsync(cancellation))
        {
            row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(
                $"SELECT {Columns} FROM portal_staff_sessions WHERE id = @id AND ends_at > @now",
                new { id = HashOf(token), now = now.ToUnixTimeMilliseconds() },
                cancellationToken: cancellation));
        }

        if (row is null)
            return null;
        var session = row.ToSession();
        if (keeps && !session.Pending && now - session.SeenAt > Touched)
        {
            await using var connection = await database.Write.OpenConnectionAsync(cancellation);
            await connection.ExecuteAsync(
                "UPDATE portal_staff_sessions SET seen_at = @Now, ends_at = @Ends WHERE id = @Id",
                new { session.Id, Now = now.ToUnixTimeMilliseconds(), Ends = (now + Idle).ToUnixTimeMilliseconds() });
        }

        return session;
    }

    /// <summary>Whether a session is there still. Looking keeps it alive no longer: a page that is left open is nobody at work.</summary>
    public async Task<bool> Lives(string id, CancellationToken cancellation)
    {
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<int?>(new CommandDefinition(
            "SELECT 1 FROM portal_staff_sessions WHERE id = @id AND pending = 0 AND ends_at > @now",
            new { id, now = clock.GetUtcNow().ToUnixTimeMilliseconds() },
            cancellationToken: cancellation)) is not null;
    }

    public async Task<IReadOnlyList<StaffSession>> List(string email, CancellationToken cancellation)
    {
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            $"SELECT {Columns} FROM portal_staff_sessions WHERE email = @email AND pending = 0 AND ends_at > @now ORDER BY seen_at DESC",
            new { email, now = clock.GetUtcNow().ToUnixTimeMilliseconds() },
            cancellationToken: cancellation));
        return [.. rows.Select(row => row.ToSession())];
    }

    /// <summary>Ends one session of this member of staff.</summary>
    public Task End(string email, string id) =>
        Run("DELETE FROM portal_staff_sessions WHERE email = @email AND id = @id", new { email, id });

    /// <summary>Ends all sessions of this member of staff but one.</summary>
    public Task EndOthers(string email, string id) =>
        Run("DELETE FROM portal_staff_sessions WHERE email = @email AND id <> @id", new { email, id });

    private async Task Run(string sql, object values)
    {
        await using var connection = await database.Write.OpenConnectionAsync();
        await connection.ExecuteAsync(sql, values);
    }

    private sealed class Row
    {
        public required string Id { get; init; }
        public required string Email { get; init; }
        public required long Pending { get; init; }
        public required long CreatedAt { get; init; }
        public required long SeenAt { get; init; }
        public string? Source { get; init; }
        public string? Agent { get; init; }

        public StaffSession ToSession() => new(
            Id,
            Email,
            Pending != 0,
            DateTimeOffset.FromUnixTimeMilliseconds(CreatedAt),
            DateTimeOffset.FromUnixTimeMilliseconds(SeenAt),
            Source,
            Agent);
    }
}
