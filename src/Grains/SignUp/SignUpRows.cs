using Dapper;
using Portal.Storage;

namespace Portal.SignUp;

/// <summary>The sign-ups' rows: ids and times alone, nothing of a person.</summary>
internal sealed class SignUpRows(PortalDatabase database) : ISignUpDirectory
{
    public async Task<bool> Exists(string id, CancellationToken cancellation)
    {
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        return await connection.ExecuteScalarAsync<long?>(
            new CommandDefinition("SELECT 1 FROM portal_sign_ups WHERE id = @id", new { id }, cancellationToken: cancellation)) is not null;
    }

    public async Task Put(string id, string host, DateTimeOffset endsAt)
    {
        await using var connection = await database.Write.OpenConnectionAsync();
        await connection.ExecuteAsync(
            """
            INSERT INTO portal_sign_ups (id, host, ends_at) VALUES (@id, @host, @EndsAt)
            ON CONFLICT (id) DO UPDATE SET ends_at = excluded.ends_at
            """,
            new { id, host, EndsAt = endsAt.ToUnixTimeMilliseconds() });
    }

    public async Task Remove(string id)
    {
        await using var connection = await database.Write.OpenConnectionAsync();
        await connection.ExecuteAsync("DELETE FROM portal_sign_ups WHERE id = @id", new { id });
    }
}
