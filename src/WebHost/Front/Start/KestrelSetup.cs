using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Options;
using Portal.Hosting;
using Portal.Hosting.Connections;

namespace Portal.WebHost.Front;

/// <summary>Where the server listens and what it lets clients do to it.</summary>
internal sealed class KestrelSetup(
    IOptions<FrontOptions> options, IServiceProvider services) : IConfigureOptions<KestrelServerOptions>, IListens
{
    public IEnumerable<Listening> Listens()
    {
        var front = options.Value;
        yield return new("Portal:Http:Port", Address(front.Http), front.Http.Port);
        if (!front.IsBehindProxy)
            yield return new("Portal:Https:Port", Address(front.Https), front.Https.Port);

        static IPAddress? Address(EndpointSection endpoint) => endpoint.Address is { } text ? IPAddress.Parse(text) : null;
    }

    public void Configure(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        Limit(kestrel.Limits);
        var front = options.Value;
        Listen(kestrel, front.Http, listen =>
        {
            listen.Use(next => connection => BoundConnection.Hear(connection, next));
            NamePlainly(listen);
            listen.Protocols = HttpProtocols.Http1;
            HearProxies(listen);
        });
        if (!front.IsBehindProxy)
            Listen(kestrel, front.Https, Secure);
    }

    private static void Limit(KestrelServerLimits limits)
    {
        // Forms and API documents; a route that takes more (a call file) raises it for itself.
        limits.MaxRequestBodySize = 4 * 1024 * 1024;
        limits.MaxRequestHeaderCount = 64;
        limits.MaxRequestHeadersTotalSize = 32 * 1024;
        limits.MaxRequestLineSize = 8 * 1024;
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        limits.KeepAliveTimeout = TimeSpan.FromMinutes(2);
        limits.Http2.MaxStreamsPerConnection = 100;
        limits.Http2.KeepAlivePingDelay = TimeSpan.FromSeconds(60);
        limits.Http2.KeepAlivePingTimeout = TimeSpan.FromSeconds(20);
    }

    private static void Listen(KestrelServerOptions kestrel, EndpointSection endpoint, Action<ListenOptions> configure)
    {
        if (endpoint.Address is { } address)
            kestrel.Listen(IPAddress.Parse(address), endpoint.Port, configure);
        else
            kestrel.ListenAnyIP(endpoint.Port, configure);
    }

    private void Secure(ListenOptions listen)
    {
        var clock = services.GetRequiredService<TimeProvider>();
        var aborted = services.GetRequiredService<AbortedHandshakes>();
        TlsChoice? choice = null;
        listen.Protocols = HttpProtocols.Http1AndHttp2;
        listen.Use(next => connection => BoundConnection.Hear(connection, next));
        NamePlainly(listen);
        HearProxies(listen);
        listen.Use(next => connection => HelloPeek.Run(connection, next, clock, aborted));
        listen.UseHttps(new TlsHandshakeCallbackOptions
        {
            HandshakeTimeout = TimeSpan.FromSeconds(10),
            OnConnection = handshake => (choice ??= services.GetRequiredService<TlsChoice>()).Choose(handshake),
        });

        listen.Use(next => connection => AfterHandshake(connection, next));
        listen.Use(next => connection => WholeRecords.Run(connection, next));
    }

    // A validation is over with its handshake: nothing is served on it.
    private static Task AfterHandshake(ConnectionContext connection, ConnectionDelegate next)
    {
        if (connection.Features.Get<TlsHello>() is not { } hello)
            return next(connection);
        hello.IsDone = true;
        return hello.IsValidation ? Task.CompletedTask : next(connection);
    }

    // A socket of both families gives visitors on IPv4 as ::ffff:192.0.2.1: allow-lists, throttles and the audit know one form.
    private static void NamePlainly(ListenOptions listen) => listen.Use(next => connection =>
    {
        if (connection.RemoteEndPoint is IPEndPoint { Address.IsIPv4MappedToIPv6: true } mapped)
            connection.RemoteEndPoint = new IPEndPoint(mapped.Address.MapToIPv4(), mapped.Port);
        return next(connection);
    });

    private void HearProxies(ListenOptions listen)
    {
        var proxies = new ProxyList(options.Value);
        var clock = services.GetRequiredService<TimeProvider>();
        if (!proxies.IsEmpty)
            listen.Use(next => connection => ProxiedConnection.Run(connection, next, proxies, clock));
    }
}
