using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace Portal.Hosting.Keys;

/// <summary>The key that encrypts the ring: 32 bytes in base 64, in a file that only its owner reads.</summary>
internal sealed class KeyFile(IOptions<KeyOptions> options)
{
    private const int Length = 32;

    private byte[]? key;

    public string Location => options.Value.KeyFile;

    public bool Exists => File.Exists(Location);

    /// <summary>The key; the file is made when there is none.</summary>
    public byte[] Read()
    {
        if (key is not null)
            return key;
        try
        {
            if (!Exists)
                Create();
            var bytes = Convert.FromBase64String(File.ReadAllText(Location).Trim());
            return key = bytes.Length == Length ? bytes : throw new FormatException();
        }
        catch (FormatException failure)
        {
            throw new StartRefusedException(
                $"Portal:Keys:File is \"{Location}\", which contains no key. "
                    + "Restore it from a backup: without it, no secret in the database can be read.",
                failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException(
                $"Portal:Keys:File is \"{Location}\", which can't be read or created: {failure.Message}",
                failure);
        }
    }

    /// <summary>Names the key without telling it.</summary>
    public string Id() => Convert.ToHexStringLower(SHA256.HashData(Read()))[..16];

    private void Create()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(Location))!);
        // Written whole beside, then moved: a crash leaves no half key, and of two processes one wins.
        var draft = $"{Location}.{Guid.NewGuid():n}";
        var how = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
            how.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(draft, how))
        {
            file.Write(System.Text.Encoding.ASCII.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(Length)) + "\n"));
            file.Flush(flushToDisk: true);
        }

        try
        {
            File.Move(draft, Location, overwrite: false);
        }
        catch (IOException) when (File.Exists(Location))
        {
            File.Delete(draft);
        }
    }
}
