using Dapper;
using Portal.Saving;
using Portal.Storage;

namespace Portal.Files;

/// <summary>
/// Gives files from before they had owners to the brand that alone shows them. Each is looked at once; what nobody shows,
/// or several brands do, stays the platform's.
/// </summary>
internal sealed class FileOwners(PortalDatabase database, IFileDirectory files, IGrainFactory grains)
{
    private const int Batch = 100;

    public async Task Settle()
    {
        while (await Pending() is { Count: > 0 } names)
        {
            foreach (var name in names)
            {
                await Settle(new FileKey(null, name));
                await Done(name);
            }
        }
    }

    private async Task Settle(FileKey key)
    {
        if (await files.Find(key, CancellationToken.None) is not { } file || await Brands(key) is not [var brand]
            || await files.Read(file.Hash, CancellationToken.None) is not var (content, _))
            return;
        var own = key with { Owner = brand };
        if (await files.Find(own, CancellationToken.None) is null)
        {
            var put = await grains.GetGrain<IFileGrain>(own.ToString()).Put(content, By("take/" + own));
            if (!put.IsSaved)
                return;
        }

        // Shown by nobody now: the brand's own stands before it. A use that came in between keeps it.
        await grains.GetGrain<IFileGrain>(key.ToString()).Delete(By("leave/" + own));
    }

    private static Change By(string what) => new("file-owner/" + what, Actor.System);

    private async Task<IReadOnlyList<string>> Brands(FileKey key)
    {
        await using var connection = await database.Read.OpenConnectionAsync();
        return (await connection.QueryAsync<string>(
            $"""
            SELECT brand FROM portal_domains WHERE {FileUse.Shows} AND brand IS NOT NULL
            UNION SELECT id FROM portal_brands WHERE {FileUse.Shows} LIMIT 2
            """,
            new { key.Name })).AsList();
    }

    private async Task<IReadOnlyList<string>> Pending()
    {
        await using var connection = await database.Read.OpenConnectionAsync();
        return (await connection.QueryAsync<string>(
            "SELECT name FROM portal_files WHERE owner_pending = 1 ORDER BY name LIMIT @Batch", new { Batch })).AsList();
    }

    private async Task Done(string name)
    {
        await using var connection = await database.Write.OpenConnectionAsync();
        await connection.ExecuteAsync("UPDATE portal_files SET owner_pending = 0 WHERE name = @name", new { name });
    }
}
