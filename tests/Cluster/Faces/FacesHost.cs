using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Portal.Hosting.Ops;
using Portal.Tests.Cluster.Hosting;

namespace Portal.Tests.Cluster.Faces;

/// <summary>All faces as the program has them, in this process; what is asked for goes over the wire byte by byte.</summary>
public sealed class FacesHost : FacesFixture
{
    public const string Tenant = "faces.signin.example";

    /// <summary>As the balancer sends on what a browser asked of a portal.</summary>
    internal const string FromProxy = "X-Forwarded-For: 192.0.2.1\r\nX-Forwarded-Proto: https\r\nSec-Fetch-Site: same-origin\r\n";

    /// <summary>What was logged with a stack trace, or as an error.</summary>
    internal ConcurrentQueue<string> Faults { get; } = new();

    internal int Http => Address(1).Port;

    internal int Ops => Address(0).Port;

    protected override ILoggerProvider Log => new TestLog(Blame);

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await AddDomain(Tenant);
    }

    /// <summary>
    /// Sends bytes and reads until the server closes, or has answered. Null: it closed without a word, as it may with what is
    /// no request.
    /// </summary>
    /// <param name="isCut">More is announced than comes: the end is told at once. Else the client waits, since its end would
    /// take the request back.</param>
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

        return int.TryParse(
            Encoding.ASCII.GetString(buffer, 0, read).Split(' ').ElementAtOrDefault(1),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var status)
            ? status
            : null;
    }

    internal static string Post(string path, string head, string type, string body) =>
        $"POST {path} HTTP/1.1\r\n{head}Content-Type: {type}\r\nContent-Length: {Encoding.Latin1.GetByteCount(body)}\r\n\r\n{body}";

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

    protected override void Configure(IDictionary<string, string?> settings) => settings["Portal:Ops:Port"] = "0";

    protected override void Configure(WebApplicationBuilder builder)
    {
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.Services.AddPortalOps();
        base.Configure(builder);
    }

    protected override void Map(WebApplication app)
    {
        app.MapPortalOps();
        base.Map(app);
    }

    private void Blame(LogLevel level, string text, Exception? exception)
    {
        if (level >= LogLevel.Error || exception is not null)
            Faults.Enqueue($"{text} {exception}");
    }
}
