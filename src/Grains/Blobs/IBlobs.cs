namespace Portal.Blobs;

/// <summary>
/// Where large things lie that no document and no row should hold: exports, recordings, archived months. Safe for many callers at once,
/// in every process of the fleet. Names are as <see cref="BlobName"/> allows them; another one is a mistake of the code.
/// </summary>
internal interface IBlobs
{
    /// <summary>
    /// Keeps what a stream has from here on under a name, in place of what was there. Others see all of it or nothing: while it is read,
    /// and when the stream or the process breaks, what was there before stays. Constant memory.
    /// </summary>
    /// <returns>How many bytes it has.</returns>
    Task<long> Put(string name, Stream content, CancellationToken cancellation);

    /// <summary>
    /// Opens it for reading. The stream knows its length, and seeking in it costs nothing, so a part is read by its position. Removed
    /// while it is read, it ends with an <see cref="IOException"/> rather than early.
    /// </summary>
    /// <returns>Null: there is none of this name.</returns>
    Task<Stream?> Open(string name, CancellationToken cancellation);

    /// <summary>How many bytes it has; null: there is none of this name.</summary>
    Task<long?> Size(string name, CancellationToken cancellation);

    /// <returns>False: there was none.</returns>
    Task<bool> Delete(string name, CancellationToken cancellation);

    /// <summary>All whose names begin with a text, in the order of their names; what comes or goes meanwhile may be in it or not.</summary>
    IAsyncEnumerable<BlobInfo> List(string prefix, CancellationToken cancellation);

    /// <summary>
    /// Says at a start why things can't be kept here: a folder that isn't there, isn't the fleet's, or can't be written to. Null: they can.
    /// </summary>
    Task<string?> WhyNot(CancellationToken cancellation);

    /// <summary>Removes what writers left that came to no end.</summary>
    Task Clean(CancellationToken cancellation);
}

/// <param name="Size">Bytes.</param>
/// <param name="MadeAt">When it was put there.</param>
internal sealed record BlobInfo(string Name, long Size, DateTimeOffset MadeAt);
