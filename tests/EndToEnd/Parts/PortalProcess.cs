using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace Portal.Tests.EndToEnd.Parts;

/// <summary>
/// The product as it is run: the built WebHost in a process of its own, with a data directory that outlives a kill. Its
/// ports are taken once, so that a restart answers where the first start did.
/// </summary>
internal sealed class PortalProcess : IAsyncDisposable
{
    public const string ApiKey = "test_89abcdef0123456789abcdef0123456789abcdef0123456789abcdef01234567";
    public const string AdminEmail = "admin@operator.example";
    public const string AdminPassword = "a long enough test password";

    private readonly string folder = Directory.CreateTempSubdirectory("portal-test").FullName;
    private readonly string[] settings;
    private readonly int silo = FreePort.Next();
    private readonly int gateway = FreePort.Next();
    private readonly ConcurrentQueue<string> output = new();
    private Process? process;

    private PortalProcess(string[] settings) => this.settings = settings;

    public int Http { get; private init; }

    public int Https { get; private init; }

    public int Ops { get; private init; }

    /// <summary>The control panel as a browser on this machine opens it.</summary>
    public string ControlPanel => $"http://localhost:{Http}";

    public string DataDirectory => Path.Combine(folder, "data");

    public string KeyFile => Path.Combine(folder, "keys", "key");

    /// <summary>All that it wrote so far, of all its lives.</summary>
    public string Output => string.Join('\n', output);

    /// <param name="settings">As on the command line: <c>Portal:Acme:Directory=https://…</c>. One without a value leaves out
    /// what is set otherwise.</param>
    public static async Task<PortalProcess> Start(params string[] settings)
    {
        return await Start(FreePort.Next(), FreePort.Next(), settings);
    }

    /// <summary>On ports that somebody else was told already (a CA that is to look there).</summary>
    public static async Task<PortalProcess> Start(int http, int https, params string[] settings)
    {
        var portal = new PortalProcess(settings) { Http = http, Https = https, Ops = FreePort.Next() };
        try
        {
            await portal.Start();
            return portal;
        }
        catch
        {
            await portal.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the process and waits until it says that it is ready.</summary>
    public async Task Start()
    {
        // A shell that runs tests in the background has its children ignore SIGINT; "env" undoes that and becomes the program.
        var start = new ProcessStartInfo("env")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        start.ArgumentList.Add("--default-signal=INT");
        start.ArgumentList.Add("dotnet");
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "WebHost.dll"));
        foreach (var argument in Arguments())
            start.ArgumentList.Add(argument);

        var child = Process.Start(start)!;
        child.OutputDataReceived += Keep;
        child.ErrorDataReceived += Keep;
        child.BeginOutputReadLine();
        child.BeginErrorReadLine();
        process = child;
        await Until.Holds(Ready, TimeSpan.FromSeconds(60), () => "The portal is not ready:\n" + Output);
    }

    /// <summary>Runs a verb on this one's store, beside it or after it, until the verb ends.</summary>
    public Task<(int Code, string Output)> Verb(params string[] verb) => Execute([.. verb, .. Arguments()]);

    /// <summary>Runs the program for a verb, or for a start that is to be refused, until it ends.</summary>
    /// <param name="arguments">As on the command line.</param>
    public static async Task<(int Code, string Output)> Execute(params string[] arguments)
    {
        await using var child = ChildProcess.Start("dotnet", [Path.Combine(AppContext.BaseDirectory, "WebHost.dll"), .. arguments]);
        await Until.Holds(
            () => Task.FromResult(child.HasExited), TimeSpan.FromSeconds(180), () => "It never ended:\n" + string.Join('\n', child.Output));
        await child.Stop();
        return (child.ExitCode, string.Join('\n', child.Output));
    }

    /// <summary>As a power cut does it: no goodbye to anybody.</summary>
    public async Task Kill()
    {
        process!.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        process = null;
    }

    /// <param name="name"><c>TERM</c>, as a service manager sends it; <c>INT</c>, as Ctrl+C does.</param>
    public async Task Signal(string name)
    {
        using var kill = Process.Start("kill", ["-" + name, process!.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    /// <returns>The exit code, once it ended by itself.</returns>
    public async Task<int> Ends(TimeSpan limit)
    {
        await Until.Holds(() => Task.FromResult(process!.HasExited), limit, () => "It never ended:\n" + Output);
        var code = process!.ExitCode;
        process.Dispose();
        process = null;
        return code;
    }

    /// <summary>Waits until a line with this text was written, then goes on at once.</summary>
    public Task Says(string text, TimeSpan limit) =>
        Until.Holds(
            () => Task.FromResult(output.Any(line => line.Contains(text, StringComparison.Ordinal))),
            limit,
            () => $"It never said '{text}':\n{Output}");

    public PortalApi Api() => new(Http);

    /// <summary>Opens a page of a host by its name over TLS, whatever DNS says, trusting only this root.</summary>
    public HttpClient Visitor(string rootPem, CookieContainer? cookies = null)
    {
        var roots = new X509Certificate2Collection();
        roots.ImportFromPem(rootPem);
        return new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            CookieContainer = cookies ?? new CookieContainer(),
            AutomaticDecompression = DecompressionMethods.All,
            ConnectCallback = async (context, cancellation) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                await socket.ConnectAsync(IPAddress.Loopback, context.DnsEndPoint.Port == 80 ? Http : Https, cancellation);
                return new NetworkStream(socket, ownsSocket: true);
            },
            SslOptions = new SslClientAuthenticationOptions
            {
                CertificateChainPolicy =
                    new X509ChainPolicy
                    {
                        TrustMode = X509ChainTrustMode.CustomRootTrust,
                        CustomTrustStore = { roots[0] },
                        RevocationMode = X509RevocationMode.NoCheck,
                    },
            },
        })
        { Timeout = TimeSpan.FromSeconds(20) };
    }

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
            await Kill();
        Directory.Delete(folder, recursive: true);
    }

    private IEnumerable<string> Arguments()
    {
        string[] all =
        [
            $"Portal:DataDirectory={DataDirectory}",
            $"Portal:Keys:File={KeyFile}",
            string.Create(CultureInfo.InvariantCulture, $"Portal:Http:Port={Http}"),
            string.Create(CultureInfo.InvariantCulture, $"Portal:Https:Port={Https}"),
            string.Create(CultureInfo.InvariantCulture, $"Portal:Ops:Port={Ops}"),
            string.Create(CultureInfo.InvariantCulture, $"Portal:Cluster:SiloPort={silo}"),
            string.Create(CultureInfo.InvariantCulture, $"Portal:Cluster:GatewayPort={gateway}"),
            $"Portal:Setup:ApiKey={ApiKey}",
            $"Portal:Setup:AdminEmail={AdminEmail}",
            $"Portal:Setup:AdminPassword={AdminPassword}",
            .. settings,
        ];
        return all
            .Where(setting => !settings.Contains(setting[..(setting.IndexOf('=', StringComparison.Ordinal) + 1)]))
            .Select(setting => "--" + setting);
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is not null)
            output.Enqueue(line.Data);
    }

    private async Task<bool> Ready()
    {
        Assert.False(process!.HasExited, "The portal ended:\n" + Output);
        try
        {
            using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(2) };
            using var answer = await client.GetAsync($"http://127.0.0.1:{Ops}/health/ready");
            return answer.IsSuccessStatusCode;
        }
        catch (Exception problem) when (problem is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }
}
