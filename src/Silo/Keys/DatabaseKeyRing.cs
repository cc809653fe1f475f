using System.Xml.Linq;
using Dapper;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Portal.Storage;

namespace Portal.Hosting.Keys;

/// <summary>Keeps the key ring in the database, so that every process of the fleet has the same.</summary>
internal sealed class DatabaseKeyRing(PortalDatabase database, TimeProvider clock) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var connection = database.Read.OpenConnection();
        return [.. connection.Query<string>("SELECT element FROM portal_keys ORDER BY created_at, name").Select(XElement.Parse)];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var connection = database.Write.OpenConnection();
        connection.Execute(
            "INSERT INTO portal_keys (name, element, created_at) VALUES (@name, @element, @now) ON CONFLICT (name) DO UPDATE SET element = excluded.element",
            new
            {
                name = friendlyName,
                element = element.ToString(SaveOptions.DisableFormatting),
                now = clock.GetUtcNow().ToUnixTimeMilliseconds(),
            });
    }
}
