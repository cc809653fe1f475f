using Portal.Blobs;
using Portal.Saving;

namespace Portal.Exports;

/// <summary>Deletes files whose time is over; at night also parts that belong to no file.</summary>
internal sealed class ExportCleaning(
    IExports exports, IExportSchedules schedules, ExportBlobs files, IBlobs blobs, TimeProvider clock) : INightly
{
    // Nobody writes at a part for so long.
    private static readonly TimeSpan Left = TimeSpan.FromDays(1);

    public string Name => "removal of exports whose time is over";

    public async Task Run()
    {
        await RemoveExpired(CancellationToken.None);
        await schedules.Clean();
        var before = clock.GetUtcNow() - Left;
        var owners = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var blob in blobs.List(ExportBlobs.Folder, CancellationToken.None))
        {
            if (blob.MadeAt < before)
                owners.Add(blob.Name.Split('/')[1]);
        }

        foreach (var id in owners)
        {
            if (await exports.Find(id, CancellationToken.None) is null)
                await files.Clear(id, CancellationToken.None);
        }
    }

    /// <summary>The bytes first: a file that is listed may be gone, but none stays that nobody lists.</summary>
    public async Task RemoveExpired(CancellationToken cancellation)
    {
        foreach (var job in await exports.Expired(cancellation))
        {
            await files.Clear(job.Id, cancellation);
            await exports.Remove(job.Id, cancellation);
        }
    }
}
