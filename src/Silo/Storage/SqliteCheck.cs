using Dapper;
using Microsoft.Data.Sqlite;
using Portal.Storage;

namespace Portal.Hosting.Storage;

/// <summary>SQLite's <c>quick_check</c>: whether the file's pages hold together. It reads all of the file.</summary>
internal static class SqliteCheck
{
    /// <summary>Read in about a second, even from a slow disk.</summary>
    private const long Quick = 64L * 1024 * 1024;

    private const int Most = 10;

    /// <summary>Whether a start can wait for it.</summary>
    public static bool IsQuick(string file) => !File.Exists(file) || new FileInfo(file).Length <= Quick;

    /// <returns>What is damaged, in SQLite's words; empty: nothing.</returns>
    public static async Task<IReadOnlyList<string>> Run(PortalDatabase database, CancellationToken cancellation)
    {
        try
        {
            await using var connection = await database.Read.OpenConnectionAsync(cancellation);
            var said = await connection.QueryAsync<string>(
                new CommandDefinition($"PRAGMA quick_check({Most})", commandTimeout: 0, cancellationToken: cancellation));
            return [.. said.Where(line => line != "ok").Select(line => line.ReplaceLineEndings(" "))];
        }
        catch (SqliteException failure)
        {
            // So damaged that it can't be looked through.
            return [failure.Message];
        }
    }
}
