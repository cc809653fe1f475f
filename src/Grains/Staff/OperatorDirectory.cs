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
            "SELECT email FROM portal_operators WHERE role = @role AND email <> @email",
            new { role = nameof(StaffRole.Owner), email })).AsList();
    }
}
