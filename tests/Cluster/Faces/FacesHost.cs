using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Portal.Access;
using Portal.Brands;
using Portal.Domains;
using Portal.Hosting;
using Portal.Hosting.Ops;
using Portal.Tests.Cluster.Hosting;
using Portal.Tests.Cluster.Portals;
using Portal.WebHost.Api;
using Portal.WebHost.ControlPanel;
using Portal.WebHost.Front;
using Portal.WebHost.Portals;

namespace Portal.Tests.Cluster.Faces;

/// <summary>All faces as the program has them, in this process; what is asked for goes over the wire byte by byte.</summary>
public sealed class FacesHost : IAsyncLifetime
{
    public const string Tenant = "faces.signin.example";
    public const string Key = "test_0123456789abcdefghijklmnopqrstuvwxyz";

    private readonly TempDirectory directory = new();
    private WebApplication? app;

    /// <summary>What was logged with a stack trace, or as an error.</summary>
    internal ConcurrentQueue<string> Faults { get; } = new();

    internal int Http => Port(1);

    internal int Ops => Port(0);

    internal IGrainFactory Grains => app!.Services.GetRequiredService<IGrainFactory>();

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Portal:DataDirectory"] = directory["data"],
            ["Portal:Keys:File"] = directory["keys/keyring.key"],
            ["Portal:Cluster:SiloPort"] = "0",
            ["Portal:Cluster:GatewayPort"] = "0",
            ["Portal:PlatformHost"] = "control.example",
            ["Portal:Dns:Servers:0"] = "127.0.0.1:1",
            ["Portal:Http:Port"] = "0",
            ["Portal:Http:Address"] = "127.0.0.1",
            ["Portal:Ops:Port"] = "0",
            ["Portal:Certificates:Issuer"] = "none",
            ["Portal:Proxies:0"] = "127.0.0.1",
            ["Portal:Setup:ApiKey"] = Key,
        });
        builder.Logging.ClearProviders().AddProvider(new TestLog(Blame)).SetMinimumLevel(LogLevel.Warning);
        builder.AddPortalSilo();
        builder.Services.AddPortalOps().AddFront().AddPortals().AddPortalApi().AddControlPanel();
        app = builder.Build();
        app.MapPortalOps();
        app.UseFront();
        app.UsePortalApi();
        app.UseControlPanel();
        await app.Prepare();
        await app.StartAsync();
        Assert.True((await Grains.GetGrain<IBrandGrain>("faces").Create(new BrandSettings { Id = "faces", Name = "Faces Telecom" }, PortalHost.By("brand"))).IsSaved);
        var domain = new DomainSettings { Host = Tenant, Brand = "faces", Currencies = ["USD"], Access = Sections.All, CustomerSignUp = true };
        Assert.True((await Grains.GetGrain<IDomainGrain>(Tenant).Create(domain, PortalHost.By("domain"))).IsSaved);
    }

    public async ValueTask DisposeAsync()
    {
        if (app is not null)
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }

        directory.Dispose();
    }

    /// <summary>Sends bytes and reads until the server closes, or has answered. Null: it closed without a word, as it may with what is no request.</summary>
    /// <param name="isCut">More is announced than comes: the end is told at once. Else the client waits, since its end would take the request back.</param>
    internal static async Task<int?> Send(int port, string request, bool isCut = false)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", port);
        await using var stream = client.GetStream();
        var buffer = new byte[12];
        var read = 0;
        try
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes(request));
            using var more = new Timer(_ => End(client), null, isCut ? TimeSpan.Zero : TimeSpan.FromSeconds(15), Timeout.InfiniteTimeSpan);
            while (read < buffer.Length && await stream.ReadAsync(buffer.AsMemory(read)) is > 0 and var count)
                read += count;
        }
        catch (IOException)
        {
            // A reset says as much as a close.
        }

        return int.TryParse(Encoding.ASCII.GetString(buffer, 0, read).Split(' ').ElementAtOrDefault(1), NumberStyles.None, CultureInfo.InvariantCulture, out var status) ? status : null;
    }

    private static void End(TcpClient client)
    {
        try
        {
            client.Client?.Shutdown(SocketShutdown.Send);
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            // Answered meanwhile.
        }
    }

    private int Port(int number) => new Uri(app!.Urls.ElementAt(number)).Port;

    private void Blame(LogLevel level, string text, Exception? exception)
    {
        // The server's own words for a client that leaves in the middle of what it announced.
        if (text.StartsWith("Connection processing ended abnormally", StringComparison.Ordinal))
            return;
        if (level >= LogLevel.Error || exception is not null)
            Faults.Enqueue($"{text} {exception}");
    }
}
