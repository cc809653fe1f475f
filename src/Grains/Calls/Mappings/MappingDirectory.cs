using System.Text.Json;
using Dapper;
using Portal.Storage;

namespace Portal.Calls;

/// <summary>Reads mappings: those that came with the program, and the operator's by their rows.</summary>
internal sealed class MappingDirectory(PortalDatabase database)
{
    /// <summary>More than any operator has kinds of switches.</summary>
    public const int Most = 500;

    private const string Columns = "settings AS Settings, version AS Version, changed_at AS ChangedAt";

    /// <summary>All by their names, the operator's first.</summary>
    public async Task<IReadOnlyList<MappingView>> All(CancellationToken cancellation)
    {
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            $"SELECT {Columns} FROM portal_mappings WHERE deleted = 0 ORDER BY name LIMIT {Most}", cancellationToken: cancellation));
        return [.. rows.Select(row => row.ToView()), .. ReadyMappings.All.Select(ready => ready.View)];
    }

    public async Task<MappingView?> Find(string name, CancellationToken cancellation)
    {
        if (ReadyMappings.Find(name) is { } ready)
            return ready.View;
        if (!MappingRules.IsName(name))
            return null;
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        return (await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(
            $"SELECT {Columns} FROM portal_mappings WHERE name = @name AND deleted = 0", new { name }, cancellationToken: cancellation)))
            ?.ToView();
    }

    /// <summary>Made ready to read by, or why it can't be.</summary>
    /// <param name="name">Null: none is asked for, and none is there.</param>
    public async Task<(CallMapping? Mapping, string? Wrong)> FindToRead(string? name, CancellationToken cancellation) =>
        name is null ? default
        : await Find(name, cancellation) is { } found ? CallMapping.Of(found.Settings)
        : (null, $"There is no mapping {CallFields.Quoted(name)}.");

    public async Task<int> Count(CancellationToken cancellation)
    {
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        return await connection.ExecuteScalarAsync<int>(new CommandDefinition(
            "SELECT COUNT(*) FROM portal_mappings WHERE deleted = 0", cancellationToken: cancellation));
    }

    private sealed class Row
    {
        public required string Settings { get; init; }
        public required long Version { get; init; }
        public required long ChangedAt { get; init; }

        public MappingView ToView() => new(
            JsonSerializer.Deserialize<MappingSettings>(Settings, PortalJson.Options)!,
            Version,
            DateTimeOffset.FromUnixTimeMilliseconds(ChangedAt));
    }
}
