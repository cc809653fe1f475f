using System.Security.Cryptography;
using System.Text;
using Dapper;
using Portal.People;
using Portal.Storage;

namespace Portal.Secrets;

/// <summary>
/// What stands for an address in keys, rows and logs: an HMAC with a key of the fleet's own, which is kept sealed. Who has
/// the database alone can't try addresses against it.
/// </summary>
internal sealed class EmailKeys(PortalDatabase database, ISecrets secrets)
{
    private byte[]? key;

    /// <summary>64 hex digits.</summary>
    public Task<string> Of(EmailAddress address) => Of(address.Value);

    /// <summary>For other things that a stolen database must not tell, in words that no address has.</summary>
    public async Task<string> Of(string text) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(key ??= await Load(), Encoding.UTF8.GetBytes(text)));

    private async Task<byte[]> Load()
    {
        if (await Read() is { } there)
            return there;
        var sealedKey = secrets.Seal(SecretPurposes.EmailKey, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        await using (var connection = await database.Write.OpenConnectionAsync())
        {
            // Several processes may be first at once: the row that is there wins for all of them.
            await connection.ExecuteAsync(
                "INSERT INTO portal_email_key (id, sealed_key) VALUES (1, @sealedKey) ON CONFLICT (id) DO NOTHING", new { sealedKey });
        }

        return await Read() ?? throw new InvalidOperationException("The key of e-mail addresses was written and can't be read.");
    }

    private async Task<byte[]?> Read()
    {
        await using var connection = await database.Read.OpenConnectionAsync();
        return await connection.QuerySingleOrDefaultAsync<string>("SELECT sealed_key FROM portal_email_key WHERE id = 1") is { } sealedKey
            ? Convert.FromBase64String(secrets.Open(SecretPurposes.EmailKey, sealedKey))
            : null;
    }
}
