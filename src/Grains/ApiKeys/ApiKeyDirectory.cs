using Dapper;
using Portal.Lists;
using Portal.Storage;

namespace Portal.ApiKeys;

internal sealed class ApiKeyDirectory(PortalDatabase database, ListReader lists) : IApiKeyDirectory
{
    public Task<Page<ApiKeyView>> List(ListQuery query, CancellationToken cancellation) =>
        lists.Page<ApiKeyRow, ApiKeyView>(ApiKeyList.Plan, query, null, row => row.ToView(), cancellation);

    public Task<ApiKeyView?> Find(string id, CancellationToken cancellation) =>
        One($"SELECT {ApiKeyRow.Columns} FROM portal_api_keys WHERE id = @key AND revoked_at IS NULL", id, cancellation);

    public Task<ApiKeyView?> FindByHash(string hash, CancellationToken cancellation) =>
        One($"SELECT {ApiKeyRow.Columns} FROM portal_api_keys WHERE hash = @key AND revoked_at IS NULL", hash, cancellation);

    public async Task Touch(IReadOnlyDictionary<string, DateTimeOffset> used, CancellationToken cancellation)
    {
        const string sql = "UPDATE portal_api_keys SET last_used_at = @Time WHERE id = @Id AND COALESCE(last_used_at, 0) < @Time";
        await using var connection = await database.Write.OpenConnectionAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(
            sql,
            used.Select(one => new { Id = one.Key, Time = one.Value.ToUnixTimeMilliseconds() }).ToArray(),
            cancellationToken: cancellation));
    }

    private async Task<ApiKeyView?> One(string sql, string key, CancellationToken cancellation)
    {
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        var row = await connection.QuerySingleOrDefaultAsync<ApiKeyRow>(
            new CommandDefinition(sql, new { key }, cancellationToken: cancellation));
        return row?.ToView();
    }
}
