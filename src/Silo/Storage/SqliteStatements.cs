using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace Portal.Hosting.Storage;

internal static class SqliteStatements
{
    [SuppressMessage("Security", "CA2100", Justification = "Only constants of this project come here.")]
    public static object? Run(this SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
