using System.Diagnostics;

namespace Portal.Tests.EndToEnd.Parts;

/// <summary>A home folder whose NSS store trusts the given roots: Chromium started with it as HOME trusts them too.</summary>
internal sealed class TrustingHome : IDisposable
{
    private TrustingHome(string path) => Path = path;

    public string Path { get; }

    public static async Task<TrustingHome> Create(params string[] rootsPem)
    {
        var home = new TrustingHome(Directory.CreateTempSubdirectory("portal-home").FullName);
        var store = Directory.CreateDirectory(System.IO.Path.Combine(home.Path, ".pki", "nssdb")).FullName;
        await CertUtil("-N", "--empty-password", "-d", "sql:" + store);
        for (var i = 0; i < rootsPem.Length; i++)
        {
            var file = System.IO.Path.Combine(home.Path, $"root{i}.pem");
            await File.WriteAllTextAsync(file, rootsPem[i]);
            await CertUtil("-A", "-d", "sql:" + store, "-t", "C,,", "-n", $"root {i}", "-i", file);
        }

        return home;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private static async Task CertUtil(params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo("certutil", arguments) { RedirectStandardError = true, UseShellExecute = false })!;
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, errors);
    }
}
