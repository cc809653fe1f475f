using Dapper;
using Portal.Saving;
using Portal.Storage;

namespace Portal.Views;

/// <summary>Removes at night the views and chosen columns of contacts that are gone.</summary>
internal sealed class ViewCleaning(PortalDatabase database) : INightly
{
    public string Name => "removal of views of contacts that are gone";

    public async Task Run()
    {
        await using var connection = await database.Write.OpenConnectionAsync();
        foreach (var table in (string[])["portal_views", "portal_view_defaults", "portal_chosen_columns"])
        {
            await connection.ExecuteAsync(
                $"DELETE FROM {table} WHERE NOT EXISTS (SELECT 1 FROM portal_contacts c WHERE c.id = {table}.contact)");
        }
    }
}
