using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Portal.Hosting.Storage;

/// <summary>Connections that read from SQLite beside the writer (write-ahead log). A write through one is refused by SQLite.</summary>
internal sealed class SqliteReadSource(string connectionString) : DbDataSource
{
    public override string ConnectionString => connectionString;

    protected override DbConnection CreateDbConnection() => new ReadConnection(connectionString);

    private sealed class ReadConnection(string connectionString) : SqliteConnection(connectionString)
    {
        public override void Open()
        {
            base.Open();
            this.Run("PRAGMA query_only=1");
        }
    }
}
