using System.Data.Common;
using Dapper;
using Portal.Audit;
using Portal.Storage;

namespace Portal.Saving;

/// <summary>How rows of a document are written, and how far they are.</summary>
internal sealed class SubjectRows(PortalDatabase database)
{
    /// <summary>Writes the audit entries that wait, and the rows, or none of them.</summary>
    public async Task Write(IStored state, Func<DbConnection, DbTransaction, Task> rows)
    {
        await using var connection = await database.Write.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await AuditTrail.Write(connection, transaction, state.Audits);
        await rows(connection, transaction);
        await transaction.CommitAsync();
    }

    /// <summary>Brings up to date what another list shows of the rows, once they are there for everybody.</summary>
    public async Task Show(string sql, object arguments)
    {
        await using var connection = await database.Write.OpenConnectionAsync();
        await connection.ExecuteAsync(sql, arguments);
    }

    /// <summary>Whether all that follows from the document at this number was done.</summary>
    public async Task<bool> AreSettled(Subject subject, string key, long number)
    {
        if (subject.Lines is not { Settled: { } settled } lines)
            return false;
        await using var connection = await database.Read.OpenConnectionAsync();
        return await connection.QuerySingleOrDefaultAsync<long>(
            $"SELECT {settled} FROM {lines.Table} WHERE {lines.Key} = @key", new { key }) == number;
    }

    /// <summary>Says that all is done, where that is more than the rows.</summary>
    public async Task Settle(Subject subject, string key, long version)
    {
        var lines = subject.Lines!;
        await using var connection = await database.Write.OpenConnectionAsync();
        await connection.ExecuteAsync(
            $"UPDATE {lines.Table} SET {lines.Settled} = @version WHERE {lines.Key} = @key AND {lines.Shown} = @version",
            new { key, version });
    }
}
