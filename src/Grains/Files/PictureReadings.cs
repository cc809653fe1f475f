using Portal.Load;

namespace Portal.Files;

/// <summary>Reads pictures off the grains' threads, two at a time: each may take a second and much memory.</summary>
internal sealed class PictureReadings : IDisposable
{
    private readonly BoundedWork readings = new(atOnce: 2, waiting: 16, share: 6);

    /// <returns>The picture, or why it is refused.</returns>
    /// <exception cref="TooBusyException">Too many wait.</exception>
    public Task<(Picture? Picture, string Reason)> Read(byte[] content) =>
        readings.Run(() => Task.Run(() => (PictureReader.Read(content, out var reason), reason)));

    public void Dispose() => readings.Dispose();
}
