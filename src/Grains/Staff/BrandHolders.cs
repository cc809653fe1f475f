using System.Data.Common;
using Dapper;

namespace Portal.Staff;

/// <summary>Which brands resellers hold, as rows: written with the rights that say so.</summary>
internal static class BrandHolders
{
    /// <summary>Makes the holder's rows say what its rights say.</summary>
    /// <param name="holder"><c>operator/…</c>, <c>apiKey/…</c>.</param>
    /// <param name="rights">Null: it has none any more.</param>
    public static async Task Put(DbConnection connection, DbTransaction transaction, string holder, StaffRights? rights)
    {
        await connection.ExecuteAsync("DELETE FROM portal_brand_holders WHERE holder = @holder", new { holder }, transaction);
        if (rights is not { IsReseller: true })
            return;
        foreach (var brand in rights.Brands.Distinct(StringComparer.Ordinal))
        {
            await connection.ExecuteAsync(
                "INSERT INTO portal_brand_holders (brand, holder) VALUES (@brand, @holder) ON CONFLICT (brand, holder) DO NOTHING",
                new { brand, holder },
                transaction);
        }
    }
}
