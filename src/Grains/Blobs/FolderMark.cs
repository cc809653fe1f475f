using Dapper;
using Portal.Storage;

namespace Portal.Blobs;

/// <summary>
/// Tells the fleet's folder from another one: a mark that stands in a file there and in the database. Where a mount was forgotten, the
/// directory is there and empty, and what is put into it is nowhere for all others.
/// </summary>
internal sealed class FolderMark(PortalDatabase database)
{
    public const string File = ".portal";

    /// <summary>What is wrong with a folder, as the end of a sentence; null: it is the fleet's, perhaps from now on.</summary>
    public async Task<string?> WhyNot(string folder, CancellationToken cancellation)
    {
        var path = Path.Combine(folder, File);
        var there = System.IO.File.Exists(path) ? (await System.IO.File.ReadAllTextAsync(path, cancellation)).Trim() : null;
        await using var connection = await database.Write.OpenConnectionAsync(cancellation);
        var kept = await Kept();
        if (kept is null)
        {
            // The file first: a crash after it leaves a folder whose mark is taken over. Of two that start at once one's mark stays.
            var mark = there ?? Guid.NewGuid().ToString("N");
            if (there is null)
                await System.IO.File.WriteAllTextAsync(path, mark, cancellation);
            await connection.ExecuteAsync(
                "INSERT INTO portal_blob_folder (id, mark) VALUES (1, @mark) ON CONFLICT (id) DO NOTHING", new { mark });
            kept = await Kept();
            if (kept != mark)
                await System.IO.File.WriteAllTextAsync(path, kept, cancellation);
            return null;
        }

        return there == kept ? null
            : there is null ? $"which isn't the folder that this fleet keeps things in: its file {File} isn't there. Is it mounted?"
            : $"which another installation keeps things in: its file {File} has a mark that isn't this database's.";

        Task<string?> Kept() => connection.QuerySingleOrDefaultAsync<string>("SELECT mark FROM portal_blob_folder WHERE id = 1");
    }
}
