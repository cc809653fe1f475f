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

    /// <summary>Addresses in their order; search matches parts of address and name, with or without accents.</summary>
    public async Task<Page<string>> List(ListQuery query, CancellationToken cancellation)
    {
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        var all = await connection.QueryAsync<(string Email, string Name)>(new CommandDefinition(
            "SELECT email, name FROM portal_operators WHERE email > @after ORDER BY email",
            new { after = query.Cursor ?? "" },
            cancellationToken: cancellation));
        // Few, and neither database finds letters beyond ASCII whatever their case.
        var text = Folded.Of(query.Text?.Trim());
        var found = all
            .Where(row => Folded.Of(row.Email, row.Name).Contains(text, StringComparison.Ordinal))
            .Select(row => row.Email)
            .Take(query.Limit + 1)
            .ToArray();
        return found.Length > query.Limit ? new Page<string>(found[..^1], found[^2]) : new Page<string>(found, null);
    }

    /// <summary>The address of an id (<c>op_…</c>); null: there is no such member of staff.</summary>
    public async Task<string?> Find(string id, CancellationToken cancellation)
    {
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<string?>(new CommandDefinition(
            "SELECT email FROM portal_operators WHERE id = @id", new { id }, cancellationToken: cancellation));
    }

    /// <summary>Addresses of all owners but one.</summary>
    public async Task<IReadOnlyList<string>> OtherOwners(string email)
    {
        await using var connection = await database.Read.OpenConnectionAsync();
        return (await connection.QueryAsync<string>(
            "SELECT email FROM portal_operators WHERE role = @role AND email <> @email", new { role = nameof(StaffRole.Owner), email })).AsList();
    }

    public async Task Put(OperatorState state)
    {
        if (state.Removed)
        {
            await using var dropping = await database.Write.OpenConnectionAsync();
            await using var drop = await dropping.BeginTransactionAsync();
            await dropping.ExecuteAsync("DELETE FROM portal_operators WHERE email = @Email AND version <= @Version", new { state.Settings!.Email, state.Version }, drop);
            await BrandHolders.Put(dropping, drop, "operator/" + state.Id, null);
            await drop.CommitAsync();
            return;
        }

        const string sql = """
            INSERT INTO portal_operators (email, id, name, role, version, created_at)
            VALUES (@Email, @Id, @Name, @Role, @Version, @CreatedAt)
            ON CONFLICT (email) DO UPDATE SET id = excluded.id, name = excluded.name, role = excluded.role, version = excluded.version
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
