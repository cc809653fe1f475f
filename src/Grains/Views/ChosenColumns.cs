using Dapper;
using Portal.Storage;

namespace Portal.Views;

/// <inheritdoc cref="IChosenColumns"/>
internal sealed class ChosenColumns(PortalDatabase database) : IChosenColumns
{
    public async Task<string?> Of(string contact, string section, CancellationToken cancellation)
    {
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<string>(new CommandDefinition(
            "SELECT columns FROM portal_chosen_columns WHERE contact = @contact AND section = @section",
            new { contact, section },
            cancellationToken: cancellation));
    }

    public async Task Keep(string contact, string section, string? columns, CancellationToken cancellation)
    {
        await using var connection = await database.Write.OpenConnectionAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(
            columns is null
                ? "DELETE FROM portal_chosen_columns WHERE contact = @contact AND section = @section"
                : """
                  INSERT INTO portal_chosen_columns (contact, section, columns) VALUES (@contact, @section, @columns)
                  ON CONFLICT (contact, section) DO UPDATE SET columns = excluded.columns
                  """,
            new { contact, section, columns },
            cancellationToken: cancellation));
    }
}
