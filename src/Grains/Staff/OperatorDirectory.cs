using Dapper;
using Portal.Storage;

namespace Portal.Staff;

/// <summary>The read model of staff: what front ends ask before they wake a grain.</summary>
internal sealed class OperatorDirectory(PortalDatabase database)
{
    public async Task<bool> Exists(string email, CancellationToken cancellation)
    {
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<int?>(new CommandDefinition(
            "SELECT 1 FROM portal_operators WHERE email = @email", new { email }, cancellationToken: cancellation)) is not null;
    }

    public async Task Put(OperatorState state)
    {
        const string sql = """
            INSERT INTO portal_operators (email, id, name, role, version, created_at)
            VALUES (@Email, @Id, @Name, @Role, @Version, @CreatedAt)
            ON CONFLICT (email) DO UPDATE SET name = excluded.name, role = excluded.role, version = excluded.version
            WHERE portal_operators.version < excluded.version
            """;
        await using var connection = await database.Write.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await connection.ExecuteAsync(sql, new
        {
            state.Settings!.Email,
            state.Id,
            state.Settings.Name,
            Role = state.Settings.Rights.Role.ToString(),
            state.Version,
            CreatedAt = state.CreatedAt.ToUnixTimeMilliseconds(),
        }, transaction);
        await BrandHolders.Put(connection, transaction, "operator/" + state.Id, state.Settings.Rights);
        await transaction.CommitAsync();
    }
}
