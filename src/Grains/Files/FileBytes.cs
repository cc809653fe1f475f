using System.Security.Cryptography;
using Dapper;
using Portal.Storage;

namespace Portal.Files;

/// <summary>What public files are made of.</summary>
internal sealed class FileBytes(PortalDatabase database)
{
    /// <summary>Stores bytes under their hash. They are there before anything names them; the same again is nothing.</summary>
    /// <returns>The hash: half of SHA-256, 32 hexadecimal digits.</returns>
    public async Task<string> Keep(Picture picture)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(picture.Content).AsSpan(0, 16));
        await using var connection = await database.Write.OpenConnectionAsync();
        await connection.ExecuteAsync(
            "INSERT INTO portal_blobs (hash, type, data) VALUES (@hash, @Type, @Content) ON CONFLICT (hash) DO NOTHING",
            new { hash, picture.Type, picture.Content });
        return hash;
    }
}
