using System.Diagnostics;
using System.Net.Http.Json;

namespace Portal.Tests.EndToEnd.Parts;

/// <summary>
/// A real DNS server (Debian package <c>pebble</c>) whose records tests set. Names without a record have no data. It runs on
/// loopback, on ports of its own, until it is disposed.
/// </summary>
internal sealed class ChallTestSrv : IAsyncDisposable
{
    private readonly Process process;
    private readonly HttpClient management;

    private ChallTestSrv(Process process, HttpClient management, string server)
    {
        this.process = process;
        this.management = management;
        Server = server;
    }

    /// <summary><c>ip:port</c>, as <c>Portal:Dns:Servers</c> and Pebble's <c>-dnsserver</c> take it.</summary>
    public string Server { get; }

    /// <param name="defaultIPv4">What every name without an A record answers; empty: nothing.</param>
    public static async Task<ChallTestSrv> Start(string defaultIPv4 = "")
    {
        var (dns, control) = (FreePort.Next(), FreePort.Next());
        var start =
            new ProcessStartInfo("pebble-challtestsrv")
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
        foreach (var argument in (string[])["-dns01", $"127.0.0.1:{dns}", "-management", $"127.0.0.1:{control}", "-defaultIPv4", defaultIPv4,
            "-defaultIPv6", "", "-http01", "", "-https01", "", "-tlsalpn01", ""])
            start.ArgumentList.Add(argument);
        var child = Process.Start(start)!;
        child.OutputDataReceived += (_, _) => { };
        child.ErrorDataReceived += (_, _) => { };
        child.BeginOutputReadLine();
        child.BeginErrorReadLine();
        var server = new ChallTestSrv(child, new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{control}/") }, $"127.0.0.1:{dns}");
        await server.Ready();
        return server;
    }

    public Task SetCname(string host, string target) => Post("set-cname", new { host, target });

    public Task ClearCname(string host) => Post("clear-cname", new { host });

    /// <summary>Adds to what is there.</summary>
    public Task AddA(string host, params string[] addresses) => Post("add-a", new { host, addresses });

    public Task ClearA(string host) => Post("clear-a", new { host });

    /// <summary>Adds to what is there.</summary>
    public Task AddAaaa(string host, params string[] addresses) => Post("add-aaaa", new { host, addresses });

    public Task ClearAaaa(string host) => Post("clear-aaaa", new { host });

    /// <summary>Every question for this very name ends in SERVFAIL.</summary>
    public Task SetServFail(string host) => Post("set-servfail", new { host });

    public Task ClearServFail(string host) => Post("clear-servfail", new { host });

    public Task AddCaa(string host, string value, string tag = "issue") =>
        Post("add-caa", new { host, policies = new[] { new { tag, value } } });

    public Task SetTxt(string host, string value) => Post("set-txt", new { host = host + ".", value });

    public Task ClearCaa(string host) => Post("clear-caa", new { host });

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        management.Dispose();
    }

    private async Task Post(string intent, object body)
    {
        // The server wants a body of known length.
        using var content = JsonContent.Create(body);
        await content.LoadIntoBufferAsync();
        using var response = await management.PostAsync(intent, content);
        response.EnsureSuccessStatusCode();
    }

    private async Task Ready()
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                await ClearA("ready.invalid");
                return;
            }
            catch (HttpRequestException) when (waited.Elapsed < TimeSpan.FromSeconds(15) && !process.HasExited)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
            }
        }
    }
}
