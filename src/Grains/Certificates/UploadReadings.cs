using Portal.Load;

namespace Portal.Certificates;

/// <summary>Reads uploaded certificates off the grains' threads, two at a time: keys and chains of any size are checked.</summary>
internal sealed class UploadReadings : IDisposable
{
    private readonly BoundedWork readings = new(atOnce: 2, waiting: 16, share: 4);

    /// <exception cref="TooBusyException">Too many wait.</exception>
    public Task<T> Read<T>(Func<T> check) => readings.Run(() => Task.Run(check));

    public void Dispose() => readings.Dispose();
}
