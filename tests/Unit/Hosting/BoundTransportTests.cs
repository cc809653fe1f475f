using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Portal.Hosting.Connections;

namespace Portal.Tests.Unit.Hosting;

/// <summary>A server whose connections are bounded, and visitors from several addresses of this machine.</summary>
public sealed class BoundTransportTests : IAsyncLifetime
{
    private const int Total = 32;
    private const int PerAddress = 8;
    private readonly List<Socket> opened = [];
    private WebApplication app = null!;

    private ConnectionBooks Books => app.Services.GetRequiredService<ConnectionBooks>();

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Portal:Limits:Connections"] = $"{Total}",
            ["Portal:Limits:ConnectionsPerAddress"] = $"{PerAddress}",
        });
        builder.Logging.ClearProviders();
        builder.Services.AddBoundConnections();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0, Hear);
            kestrel.Listen(new OpsEndPoint(IPAddress.Loopback, 0), Hear);
        });
        app = builder.Build();
        app.UseConnectionBook();
        app.Run(context => context.Response.WriteAsync("served"));
        await app.StartAsync();

        static void Hear(ListenOptions listen) => listen.Use(next => connection => BoundConnection.Hear(connection, next));
    }

    public async ValueTask DisposeAsync()
    {
        opened.ForEach(socket => socket.Dispose());
        await app.DisposeAsync();
    }

    [Fact]
    public async Task Hundreds_that_say_nothing_from_one_address_leave_the_others_their_places()
    {
        for (var i = 0; i < 200; i++)
            Open(2);
        await Settled(PerAddress);
        Assert.Equal("served", await Ask(3));
        Assert.Equal("served", await Ask(2));
    }

    [Fact]
    public async Task Thousands_from_everywhere_close_each_other_and_somebody_who_asks_is_served()
    {
        for (var i = 0; i < 1_000; i++)
            Open((byte)(2 + (i % 8)));
        await Settled(Total);
        for (byte from = 2; from < 12; from++)
            Assert.Equal("served", await Ask(from));
        // What looks after the process is not held up either.
        Assert.Equal("served", await Ask(2, port: 1));
        opened.ForEach(socket => socket.Dispose());
        await Settled(0);
    }

    private Uri Address(int port) => new(app.Urls.ElementAt(port));

    private void Open(byte from) => opened.Add(Connect(from, port: 0));

    private Socket Connect(byte from, int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(new IPAddress([127, 0, 0, from]), 0));
        socket.Connect(IPAddress.Loopback, Address(port).Port);
        return socket;
    }

    private async Task<string> Ask(byte from, int port = 0)
    {
        using var socket = Connect(from, port);
        await using var stream = new NetworkStream(socket);
        await stream.WriteAsync("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"u8.ToArray());
        using var reader = new StreamReader(stream, Encoding.ASCII);
        return (await reader.ReadToEndAsync()).Contains("served", StringComparison.Ordinal) ? "served" : "cut";
    }

    private async Task Settled(int most)
    {
        for (var i = 0; Books.Visitors.Count > most; i++)
        {
            Assert.True(i < 500, $"{Books.Visitors.Count} are open.");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }
}
