namespace Portal.Files;

/// <summary>Reads pictures off the grains' threads, two at a time: each may take a second and much memory.</summary>
internal sealed class PictureDesk : IDisposable
{
    private readonly SemaphoreSlim places = new(2);

    /// <returns>The picture, or why it is refused.</returns>
    public async Task<(Picture? Picture, string Reason)> Read(byte[] content)
    {
        await places.WaitAsync();
        try
        {
            return await Task.Run(() => (PictureReader.Read(content, out var reason), reason));
        }
        finally
        {
            places.Release();
        }
    }

    public void Dispose() => places.Dispose();
}
