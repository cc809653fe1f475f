using Dapper;
using Portal.Storage;

namespace Portal.Files;

/// <summary>Which rows of a table show a file: what has pictures registers one.</summary>
/// <param name="what">What a row is called: <c>'domain/' || host</c>. A text of ours, as all three are.</param>
/// <param name="table">Its name.</param>
/// <param name="brand">The column of its brand.</param>
internal sealed class FileUse(PortalDatabase database, string what, string table, string brand) : IFileUses
{
    /// <summary>Of a row with pictures: whether it is there and names the file <c>@Name</c>.</summary>
    public const string Shows = "deleted = 0 AND (logo = @Name OR logo_dark = @Name OR favicon = @Name)";

    public async Task<IReadOnlyList<string>> Of(
        FileKey key, IReadOnlyCollection<string>? brands, int limit, CancellationToken cancellation)
    {
        // A name means a brand's own file where it has one.
        var means = key.Owner is not null
            ? $"{brand} = @Owner"
            : $"NOT EXISTS (SELECT 1 FROM portal_files f WHERE f.file = @Name AND f.owner = {brand} AND f.deleted = 0)";
        var sql = $"SELECT {what} FROM {table} WHERE {Shows} AND {means}{(brands is null ? "" : $" AND {brand} IN @own")} LIMIT @limit";
        var own = brands is null ? null : new SqlList(brands);
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        return (await connection.QueryAsync<string>(new CommandDefinition(
            sql, new { key.Name, key.Owner, own, limit }, cancellationToken: cancellation))).AsList();
    }
}
