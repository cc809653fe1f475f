using Portal.Tests.EndToEnd.Parts;

namespace Portal.Tests.EndToEnd.Switches;

/// <summary><c>import cdrs --follow</c> as a process of its own, which knows of the product only an address and a key.</summary>
internal sealed class Follower(string folder, string spool, PortalProcess portal) : IAsyncDisposable
{
    private ChildProcess? process;

    public string Refused => Path.Combine(folder, "state", "refused.jsonl");

    public string Place => Path.Combine(folder, "state", "place.json");

    public string KeyFile => Path.Combine(folder, "portal.key");

    public string Output => string.Join('\n', process?.Output ?? []);

    public async Task Start()
    {
        await File.WriteAllTextAsync(KeyFile, PortalProcess.ApiKey + "\n");
        process = ChildProcess.Start(
            "dotnet",
            [
                Path.Combine(AppContext.BaseDirectory, "WebHost.dll"), "import", "cdrs", "--follow", spool, "--to", portal.ControlPanel,
                "--key-file", KeyFile, "--state", Path.Combine(folder, "state"),
            ],
            directory: folder);
    }

    /// <summary>As a power cut does it.</summary>
    public async Task Kill()
    {
        await process!.DisposeAsync();
        process = null;
    }

    /// <returns>The exit code after SIGTERM.</returns>
    public async Task<int> Stop()
    {
        await process!.Stop();
        return process.ExitCode;
    }

    public Task Says(string text) => Until.Holds(
        () => Task.FromResult(Output.Contains(text, StringComparison.Ordinal)),
        TimeSpan.FromSeconds(60),
        () => $"It never said \"{text}\":\n{Output}\n{portal.Output}");

    public ValueTask DisposeAsync() => process?.DisposeAsync() ?? default;
}
