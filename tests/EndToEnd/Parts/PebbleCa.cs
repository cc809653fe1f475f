using System.Diagnostics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace Portal.Tests.EndToEnd.Parts;

/// <summary>How a CA is to behave.</summary>
internal sealed record PebbleSettings
{
    /// <summary>Where it looks for http-01 answers.</summary>
    public int HttpPort { get; init; } = FreePort.Next();

    /// <summary>Where it looks for tls-alpn-01 answers.</summary>
    public int TlsPort { get; init; } = FreePort.Next();

    /// <summary>Its resolver, <c>ip:port</c>.</summary>
    public required string DnsServer { get; init; }

    /// <summary>Of a hundred good nonces, how many are refused.</summary>
    public int NonceReject { get; init; } = 15;

    public TimeSpan CertificateLife { get; init; } = TimeSpan.FromDays(90);
    public string[] Blocked { get; init; } = [];

    /// <summary>Key id and base64url key of an external account; accounts without are refused then.</summary>
    public (string Id, string Key)? ExternalAccount { get; init; }

    /// <summary>How many further roots the issuing CA is signed by: each gives an alternate chain.</summary>
    public int AlternateRoots { get; init; }

    /// <summary>How long it may wait before it looks at a challenge (at random).</summary>
    public TimeSpan ValidationDelay { get; init; }
}

/// <summary>
/// Pebble (Debian package <c>pebble</c>), the ACME CA for tests: strict, in memory, on loopback ports of its own. A restart keeps the
/// ports and loses accounts, orders and roots.
/// </summary>
internal sealed class PebbleCa : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("pebble-").FullName;
    private readonly HttpClient management;
    private readonly int managementPort = FreePort.Next();
    private readonly int port = FreePort.Next();
    private readonly List<string> earlier = [];
    private ChildProcess? process;

    private PebbleCa(PebbleSettings settings)
    {
        Settings = settings;
        var root = WriteTls();
        management = new HttpClient(new SocketsHttpHandler
        {
            SslOptions =
            {
                CertificateChainPolicy = new X509ChainPolicy
                {
                    TrustMode = X509ChainTrustMode.CustomRootTrust,
                    RevocationMode = X509RevocationMode.NoCheck,
                    CustomTrustStore = { root },
                },
            },
        })
        { BaseAddress = new Uri($"https://localhost:{managementPort}/"), Timeout = TimeSpan.FromSeconds(10) };
    }

    public PebbleSettings Settings { get; private set; }

    /// <summary>For <c>Portal:Acme:Directory</c>.</summary>
    public Uri DirectoryUrl => new($"https://localhost:{port}/dir");

    /// <summary>For <c>Portal:Acme:TrustedRoots</c>: the root of its own TLS, not of what it issues.</summary>
    public string TrustedRoots => Path.Combine(folder, "root.pem");

    /// <summary>Everything that it wrote, over all restarts.</summary>
    public string[] Log => [.. earlier, .. process?.Output ?? []];

    /// <summary>Orders that were finalised, over all restarts.</summary>
    public int Finalised => Log.Count(l => l.Contains("is fully authorized. Processing finalization", StringComparison.Ordinal));

    /// <summary>Certificates that were signed, over all restarts.</summary>
    public int Issued => Log.Count(l => l.Contains("Issued certificate serial", StringComparison.Ordinal));

    public static async Task<PebbleCa> Start(PebbleSettings settings)
    {
        var ca = new PebbleCa(settings);
        await ca.Run();
        return ca;
    }

    /// <summary>The root that its certificates lead to, in PEM; another one after each restart.</summary>
    public Task<string> IssuingRoot(int alternate = 0) => management.GetStringAsync($"roots/{alternate}");

    public Task Pause() => process!.Pause();

    public Task Continue() => process!.Continue();

    /// <summary>Ends it; connections are refused from then on.</summary>
    public async Task Stop()
    {
        earlier.AddRange(process!.Output);
        await process.DisposeAsync();
        process = null;
    }

    /// <summary>Starts it anew on the same ports, with its memory lost.</summary>
    public async Task Restart(PebbleSettings? settings = null)
    {
        if (process is not null)
            await Stop();
        Settings = settings ?? Settings;
        await Run();
    }

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
            await process.DisposeAsync();
        management.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private async Task Run()
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "config.json"), JsonSerializer.Serialize(new
        {
            pebble = new
            {
                listenAddress = $"127.0.0.1:{port}",
                managementListenAddress = $"127.0.0.1:{managementPort}",
                certificate = Path.Combine(folder, "tls.pem"),
                privateKey = Path.Combine(folder, "tls.key"),
                httpPort = Settings.HttpPort,
                tlsPort = Settings.TlsPort,
                ocspResponderURL = "",
                externalAccountBindingRequired = Settings.ExternalAccount is not null,
                externalAccountMACKeys = Settings.ExternalAccount is { } account
                    ? new Dictionary<string, string> { [account.Id] = account.Key }
                    : [],
                domainBlocklist = Settings.Blocked,
                certificateValidityPeriod = (long)Settings.CertificateLife.TotalSeconds,
            },
        }));
        process = ChildProcess.Start(
            "pebble",
            ["-strict", "-dnsserver", Settings.DnsServer, "-config", Path.Combine(folder, "config.json")],
            new Dictionary<string, string>
            {
                ["PEBBLE_WFE_NONCEREJECT"] = $"{Settings.NonceReject}",
                ["PEBBLE_ALTERNATE_ROOTS"] = $"{Settings.AlternateRoots}",
                ["PEBBLE_AUTHZREUSE"] = "0",
                [Settings.ValidationDelay > TimeSpan.Zero ? "PEBBLE_VA_SLEEPTIME" : "PEBBLE_VA_NOSLEEP"] =
                Settings.ValidationDelay > TimeSpan.Zero ? $"{(int)Math.Ceiling(Settings.ValidationDelay.TotalSeconds)}" : "1",
            });
        await Ready();
    }

    private async Task Ready()
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                await IssuingRoot();
                return;
            }
            catch (HttpRequestException failure)
            {
                if (waited.Elapsed > TimeSpan.FromSeconds(20) || process!.HasExited)
                    throw new InvalidOperationException("Pebble does not answer:\n" + string.Join('\n', process!.Output), failure);
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
            }
        }
    }

    /// <summary>The certificate that Pebble's own TLS shows, and the root that signed it.</summary>
    private X509Certificate2 WriteTls()
    {
        var now = TimeProvider.System.GetUtcNow();
        using var rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var rootRequest = new CertificateRequest("CN=Test TLS Root", rootKey, HashAlgorithmName.SHA256);
        rootRequest.CertificateExtensions.Add(
            new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        using var root = rootRequest.CreateSelfSigned(now.AddDays(-1), now.AddDays(7));

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(System.Net.IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.Create(root, now.AddDays(-1), now.AddDays(6), RandomNumberGenerator.GetBytes(12));
        File.WriteAllText(Path.Combine(folder, "tls.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(folder, "tls.key"), key.ExportECPrivateKeyPem());
        File.WriteAllText(TrustedRoots, root.ExportCertificatePem());
        return X509CertificateLoader.LoadCertificate(root.RawData);
    }
}
