using Portal.Blobs;

namespace Portal.Exports;

/// <summary>The bytes of files, part by part. A part's name is its writer's own: who lost the file overwrites nothing.</summary>
internal sealed class ExportBlobs(IBlobs blobs, IExports exports)
{
    public const string Folder = "exports/";

    /// <returns>False: another works at the file; what was written is gone again.</returns>
    /// <param name="job">As it is with the part.</param>
    public async Task<bool> Add(ExportJob job, Stream content, long bytes, CancellationToken cancellation)
    {
        var number = job.Parts - 1;
        var name = FormattableString.Invariant($"{Folder}{job.Id}/{number:00000}-{job.Worker![..8]}");
        await blobs.Put(name, content, cancellation);
        if (await exports.Add(job, new(number, name, bytes), cancellation))
            return true;
        await blobs.Delete(name, CancellationToken.None);
        return false;
    }

    public async Task<Stream> Open(ExportPart part, CancellationToken cancellation) =>
        await blobs.Open(part.Blob, cancellation) ?? throw new IOException($"{part.Blob} is gone.");

    /// <summary>Removes what there is of a file, also what no row names.</summary>
    public async Task Clear(string id, CancellationToken cancellation)
    {
        var names = new List<string>();
        await foreach (var blob in blobs.List($"{Folder}{id}/", cancellation))
            names.Add(blob.Name);
        foreach (var name in names)
            await blobs.Delete(name, cancellation);
    }
}
