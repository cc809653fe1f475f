using Microsoft.Extensions.Options;

namespace Portal.Hosting.Storage;

/// <summary>
/// Makes the data directory (for its owner alone) and, for SQLite, keeps a second process out of it: two silos on one
/// file would each believe to be the only one.
/// </summary>
internal sealed class DataDirectoryLock(IOptions<StorageOptions> options) : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private FileStream? held;

    public void Create()
    {
        var directory = Path.GetFullPath(options.Value.DataDirectory);
        try
        {
            if (OperatingSystem.IsWindows())
                Directory.CreateDirectory(directory);
            else if (!Directory.Exists(directory))
                Directory.CreateDirectory(directory, OwnerOnly);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"Portal:DataDirectory is \"{directory}\", which can't be created: {failure.Message}", failure);
        }
    }

    public void Hold()
    {
        if (held is not null)
            return;
        Create();
        var file = Path.Combine(Path.GetFullPath(options.Value.DataDirectory), "portal.lock");
        try
        {
            held = new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException(
                $"Portal:DataDirectory is \"{Path.GetDirectoryName(file)}\", "
                    + "which another process is using or which can't be written to. "
                    + "Only one process at a time can use SQLite; "
                    + "choose another directory, or PostgreSQL (Portal:Storage:Provider=postgres).",
                failure);
        }
    }

    public void Dispose() => held?.Dispose();
}
