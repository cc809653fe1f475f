using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace Portal.Tests.Bench.Fleet;

/// <summary>One process of the product in a fleet; its ports stay its own over restarts.</summary>
/// <param name="connectionText">Of PostgreSQL; null: SQLite in the folder.</param>
/// <param name="build">The folder of another build of the product; null: the one beside this program.</param>
internal sealed class Member(
    int number, string folder, string? connectionText, IReadOnlyDictionary<string, string>? environment = null, string? build = null)
    : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly ConcurrentQueue<string> output = new();
    private readonly HttpClient ops = new() { Timeout = TimeSpan.FromSeconds(2) };
    private readonly int opsPort = Ports.Free();
    private readonly int gateway = Ports.Free();
    private Process? process;

    public int Number => number;

    public int Http { get; } = Ports.Free();

    public int Https { get; } = Ports.Free();

    /// <summary>Its name in the membership table.</summary>
    public int Silo { get; } = Ports.Free();

    public bool HasExited => process!.HasExited;

    public int ExitCode => process!.ExitCode;

    public IEnumerable<string> Output => output;

    /// <summary>Runs a verb until it ends.</summary>
    public async Task Execute(string verb)
    {
        Launch(verb);
        await process!.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{verb} ended with {process.ExitCode}: {string.Join('\n', output)}");
    }

    /// <returns>From the start until it is ready.</returns>
    public async Task<TimeSpan> Start()
    {
        var watch = Stopwatch.StartNew();
        Launch();
        await Until(async () => await Ready() == HttpStatusCode.OK, "is ready");
        return watch.Elapsed;
    }

    /// <returns>What a balancer would get; null: nothing.</returns>
    public async Task<HttpStatusCode?> Ready()
    {
        try
        {
            var url = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{opsPort}/health/ready"));
            using var answer = await ops.GetAsync(url);
            return answer.StatusCode;
        }
        catch (Exception problem) when (problem is HttpRequestException or TaskCanceledException)
        {
            return null;
        }
    }

    /// <param name="name"><c>STOP</c>, <c>CONT</c>, <c>TERM</c>, <c>INT</c>, <c>KILL</c>.</param>
    public async Task Signal(string name)
    {
        using var kill = Process.Start("kill", ["-" + name, process!.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    public Task Ends() => Until(() => Task.FromResult(HasExited), "ends");

    public async ValueTask DisposeAsync()
    {
        if (process is { HasExited: false })
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }

        process?.Dispose();
        ops.Dispose();
    }

    private void Launch(params string[] verb)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var argument in (string[])
        [
            Path.Combine(build ?? AppContext.BaseDirectory, "WebHost.dll"), .. verb,
            .. PortalPeer.Settings(Path.Combine(folder, "data"), Http, Https, opsPort, Silo, gateway),
            .. connectionText is null
                ? (string[])[]
                : ["--Portal:Storage:Provider=postgres", "--ConnectionStrings:Portal=" + connectionText],
        ])
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        process = Process.Start(start)!;
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    private async Task Until(Func<Task<bool>> holds, string what)
    {
        var watch = Stopwatch.StartNew();
        while (!await holds())
        {
            if (watch.Elapsed > Patience)
            {
                var last = string.Join('\n', output.TakeLast(60));
                throw new InvalidOperationException($"Waited too long until member {number} {what}:\n{last}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is { } text)
            output.Enqueue(text);
    }
}
