using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;

namespace Portal.Blobs;

/// <summary>
/// Blobs as files of a directory that the fleet shares. One is written beside the others, brought to the disk, and renamed: there at once
/// and whole.
/// </summary>
internal sealed class FolderBlobs(IOptions<BlobOptions> options, FolderMark mark, TimeProvider clock) : IBlobs
{
    // No name begins with a point.
    private const string Begun = ".begun";
    private const int BufferSize = 128 * 1024;

    private static readonly TimeSpan Abandoned = TimeSpan.FromDays(2);

    private readonly string root = Path.GetFullPath(options.Value.Folder!);

    public async Task<long> Put(string name, Stream content, CancellationToken cancellation)
    {
        var path = PathOf(name);
        Directory.CreateDirectory(Path.Combine(root, Begun));
        var begun = Path.Combine(root, Begun, Guid.NewGuid().ToString("N"));
        try
        {
            long size;
            await using (var file = New(begun))
            {
                await content.CopyToAsync(file, BufferSize, cancellation);
                file.Flush(flushToDisk: true);
                size = file.Length;
            }

            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.Move(begun, path, overwrite: true);
            return size;
        }
        catch
        {
            File.Delete(begun);
            throw;
        }
    }

    public Task<Stream?> Open(string name, CancellationToken cancellation)
    {
        try
        {
            return Task.FromResult<Stream?>(new FileStream(PathOf(name), new FileStreamOptions
            {
                Access = FileAccess.Read,
                Share = FileShare.ReadWrite | FileShare.Delete,
                BufferSize = BufferSize,
                Options = FileOptions.Asynchronous,
            }));
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            return Task.FromResult<Stream?>(null);
        }
    }

    public Task<long?> Size(string name, CancellationToken cancellation)
    {
        var file = new FileInfo(PathOf(name));
        return Task.FromResult<long?>(file.Exists ? file.Length : null);
    }

    public Task<bool> Delete(string name, CancellationToken cancellation)
    {
        var path = PathOf(name);
        var there = File.Exists(path);
        if (there)
            File.Delete(path);
        return Task.FromResult(there);
    }

    public async IAsyncEnumerable<BlobInfo> List(string prefix, [EnumeratorCancellation] CancellationToken cancellation)
    {
        BlobName.CheckPrefix(prefix);
        var within = Path.Combine(root, prefix[..(prefix.LastIndexOf('/') + 1)]);
        if (!Directory.Exists(within))
            yield break;
        foreach (var name in Files(within).Select(NameOf)
            .Where(name => BlobName.Is(name) && name.StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            cancellation.ThrowIfCancellationRequested();
            var file = new FileInfo(PathOf(name));
            if (file.Exists)
                yield return new(name, file.Length, new DateTimeOffset(file.LastWriteTimeUtc, TimeSpan.Zero));
        }
    }

    public async Task<string?> WhyNot(CancellationToken cancellation)
    {
        const string key = BlobOptions.Section + ":Folder";
        if (!Directory.Exists(root))
            return $"{key} is \"{root}\", which is no directory here. Make it, or mount what the fleet shares.";
        try
        {
            if (await mark.WhyNot(root, cancellation) is { } other)
                return $"{key} is \"{root}\", {other}";
            var name = "probe/" + Guid.NewGuid().ToString("N");
            await Put(name, new MemoryStream([1]), cancellation);
            await Delete(name, cancellation);
            return null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return $"{key} is \"{root}\", which can't be written to: {failure.Message}";
        }
    }

    public Task Clean(CancellationToken cancellation)
    {
        var before = clock.GetUtcNow().UtcDateTime - Abandoned;
        var begun = new DirectoryInfo(Path.Combine(root, Begun));
        foreach (var file in begun.Exists ? begun.EnumerateFiles() : [])
        {
            if (file.LastWriteTimeUtc < before)
                file.Delete();
        }

        return Task.CompletedTask;
    }

    private string PathOf(string name)
    {
        BlobName.Check(name);
        return Path.Combine(root, name);
    }

    private string NameOf(string path) => Path.GetRelativePath(root, path).Replace(Path.DirectorySeparatorChar, '/');

    private static IEnumerable<string> Files(string within) => Directory.EnumerateFiles(
        within, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint });

    private static FileStream New(string path)
    {
        var how = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            BufferSize = BufferSize,
            Options = FileOptions.Asynchronous,
        };
        // Its group too, for the processes of the fleet may run as different users.
        if (!OperatingSystem.IsWindows())
            how.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite;
        return new FileStream(path, how);
    }
}
