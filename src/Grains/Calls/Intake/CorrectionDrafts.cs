using Portal.Blobs;
using Portal.Saving;

namespace Portal.Calls;

/// <summary>
/// Files of corrections that staff tried, kept for a while so that they needn't be chosen again to be applied: of each session the last
/// one, for that session alone.
/// </summary>
internal sealed class CorrectionDrafts(IBlobs blobs, TimeProvider clock) : INightly
{
    /// <summary>How long a file can be applied after it was tried.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(30);

    private const string Prefix = "corrections/";

    public string Name => "removal of tried corrections";

    /// <summary>In place of the one before.</summary>
    /// <param name="session">Its id, which is no secret.</param>
    /// <param name="file">Its face bounds it.</param>
    public async Task Keep(string session, Stream file, CancellationToken cancellation)
    {
        await Run();
        await blobs.Put(Prefix + session, file, cancellation);
    }

    /// <returns>Null: there is none, or it is older than <see cref="Life"/>. The stream is the caller's to end.</returns>
    public async Task<Stream?> Open(string session, CancellationToken cancellation)
    {
        await foreach (var blob in blobs.List(Prefix + session, cancellation))
            return IsOver(blob) ? null : await blobs.Open(blob.Name, cancellation);
        return null;
    }

    public Task Drop(string session) => blobs.Delete(Prefix + session, CancellationToken.None);

    public async Task Run()
    {
        var over = new List<string>();
        await foreach (var blob in blobs.List(Prefix, CancellationToken.None))
        {
            if (IsOver(blob))
                over.Add(blob.Name);
        }

        foreach (var name in over)
            await blobs.Delete(name, CancellationToken.None);
    }

    private bool IsOver(BlobInfo blob) => blob.MadeAt + Life <= clock.GetUtcNow();
}
