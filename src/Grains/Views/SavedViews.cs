using System.Data.Common;
using Dapper;
using Portal.Storage;

namespace Portal.Views;

/// <summary>Views as rows: nothing else hangs on them, so no grain is on the way.</summary>
internal sealed class SavedViews(PortalDatabase database, TimeProvider clock) : ISavedViews
{
    private const string One = "contact = @contact AND section = @section AND name = @name";

    public async Task<IReadOnlyList<SavedView>> All(string contact, CancellationToken cancellation)
    {
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        var rows = await connection.QueryAsync<(string Section, string Name, string Query, int IsDefault)>(new CommandDefinition(
            """
            SELECT v.section, v.name, v.query, CASE WHEN d.name IS NULL THEN 0 ELSE 1 END
            FROM portal_views v
            LEFT JOIN portal_view_defaults d ON d.contact = v.contact AND d.section = v.section AND d.name = v.name
            WHERE v.contact = @contact ORDER BY v.section, v.name
            """,
            new { contact },
            cancellationToken: cancellation));
        return [.. rows.Select(row => new SavedView(row.Section, row.Name, row.Query, row.IsDefault == 1))];
    }

    public async Task<ViewOutcome> Put(string contact, SavedView view, CancellationToken cancellation)
    {
        var values = new
        {
            contact,
            section = view.Section,
            name = view.Name,
            query = view.Query,
            now = clock.GetUtcNow().ToUnixTimeMilliseconds(),
            most = SavedView.Most,
        };
        await using var connection = await database.Write.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var isKnown = await connection.ExecuteAsync($"UPDATE portal_views SET query = @query WHERE {One}", values, transaction) > 0;
        // Who saves two at the same moment may end with one more: nobody is harmed by it.
        if (!isKnown && await connection.ExecuteAsync(
            """
            INSERT INTO portal_views (contact, section, name, query, made_at)
            SELECT @contact, @section, @name, @query, @now
            WHERE (SELECT COUNT(*) FROM portal_views WHERE contact = @contact) < @most
            ON CONFLICT (contact, section, name) DO UPDATE SET query = excluded.query
            """,
            values,
            transaction) == 0)
        {
            return ViewOutcome.TooMany;
        }

        await (view.IsDefault
            ? Default(connection, transaction, values)
            : connection.ExecuteAsync($"DELETE FROM portal_view_defaults WHERE {One}", values, transaction));
        await transaction.CommitAsync(CancellationToken.None);
        return isKnown ? ViewOutcome.Replaced : ViewOutcome.Made;
    }

    public async Task<bool> OpenWith(string contact, string section, string? name, CancellationToken cancellation)
    {
        var values = new { contact, section, name };
        await using var connection = await database.Write.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (name is null)
        {
            await connection.ExecuteAsync(
                "DELETE FROM portal_view_defaults WHERE contact = @contact AND section = @section", values, transaction);
        }
        else if (await connection.ExecuteScalarAsync<long>($"SELECT COUNT(*) FROM portal_views WHERE {One}", values, transaction) == 0)
        {
            return false;
        }
        else
        {
            await Default(connection, transaction, values);
        }

        await transaction.CommitAsync(CancellationToken.None);
        return true;
    }

    public async Task<bool> Rename(string contact, string section, string name, string to, CancellationToken cancellation)
    {
        var values = new { contact, section, name, to };
        await using var connection = await database.Write.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (await connection.ExecuteAsync(
            $"""
            UPDATE portal_views SET name = @to WHERE {One}
              AND NOT EXISTS (SELECT 1 FROM portal_views o WHERE o.contact = @contact AND o.section = @section AND o.name = @to)
            """,
            values,
            transaction) == 0)
            return false;
        await connection.ExecuteAsync($"UPDATE portal_view_defaults SET name = @to WHERE {One}", values, transaction);
        await transaction.CommitAsync(CancellationToken.None);
        return true;
    }

    public async Task<bool> Delete(string contact, string section, string name, CancellationToken cancellation)
    {
        var values = new { contact, section, name };
        await using var connection = await database.Write.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var gone = await connection.ExecuteAsync($"DELETE FROM portal_views WHERE {One}", values, transaction);
        await connection.ExecuteAsync($"DELETE FROM portal_view_defaults WHERE {One}", values, transaction);
        await transaction.CommitAsync(CancellationToken.None);
        return gone > 0;
    }

    private static Task<int> Default(DbConnection connection, DbTransaction transaction, object values) => connection.ExecuteAsync(
        """
        INSERT INTO portal_view_defaults (contact, section, name) VALUES (@contact, @section, @name)
        ON CONFLICT (contact, section) DO UPDATE SET name = excluded.name
        """,
        values,
        transaction);
}
