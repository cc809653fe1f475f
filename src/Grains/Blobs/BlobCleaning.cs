using Portal.Saving;

namespace Portal.Blobs;

/// <summary>Removes at night what was begun and never finished.</summary>
internal sealed class BlobCleaning(IBlobs blobs) : INightly
{
    public string Name => "cleaning of what is kept";

    public Task Run() => blobs.Clean(CancellationToken.None);
}
