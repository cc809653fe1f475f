using Portal.Blobs;

namespace Portal.Hosting.Storage;

/// <summary>Whether this process can keep large things where the fleet keeps them: told at start, not at the first export.</summary>
internal sealed class BlobCheck(IBlobs blobs)
{
    /// <exception cref="StartRefusedException">It can't; the message says why.</exception>
    public async Task Run(CancellationToken cancellation)
    {
        if (await blobs.WhyNot(cancellation) is { } reason)
            throw new StartRefusedException(reason);
    }
}
