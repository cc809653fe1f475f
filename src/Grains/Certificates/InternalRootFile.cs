using Microsoft.Extensions.Configuration;

namespace Portal.Certificates;

/// <summary>The development CA's root where people find it to trust it.</summary>
internal sealed class InternalRootFile(IConfiguration configuration)
{
    /// <summary>Absolute.</summary>
    public string Path { get; } = System.IO.Path.GetFullPath(System.IO.Path.Combine(
        configuration["Portal:DataDirectory"] is { Length: > 0 } folder ? folder : "./data", "internal-ca.pem"));

    public async Task Write(string pem)
    {
        if (File.Exists(Path) && await File.ReadAllTextAsync(Path) == pem)
            return;
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        // Moved into place whole: somebody may read it right now.
        var part = Path + "." + Guid.NewGuid().ToString("N");
        await File.WriteAllTextAsync(part, pem);
        File.Move(part, Path, overwrite: true);
    }
}
