using System.Net;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Portal.WebHost.Front;

/// <summary>Who is on the other end of a request, once a believed proxy had its say.</summary>
/// <param name="IsHttps">The visitor's own connection was TLS.</param>
/// <param name="IsLoopback">It came from this machine and nobody claims to forward it.</param>
/// <param name="IsForwarded">A believed proxy stands between: SNI is then not the visitor's.</param>
internal readonly record struct Peer(bool IsHttps, bool IsLoopback, bool IsForwarded);

/// <summary>
/// Reads <c>X-Forwarded-*</c>, <c>Forwarded</c> (RFC 7239) and the PROXY header from configured proxies, and from nobody else.
/// </summary>
internal sealed class PeerReader(IOptions<FrontOptions> options)
{
    private readonly ProxyList proxies = new(options.Value);

    /// <param name="host">The Host header's text; a believed proxy's word stands in its place.</param>
    public Peer Read(HttpContext context, ref string host)
    {
        var request = context.Request;
        var address = context.Connection.RemoteIpAddress;
        var headers = request.Headers;
        var claims = headers.ContainsKey("X-Forwarded-For") || headers.ContainsKey("X-Forwarded-Proto")
            || headers.ContainsKey("X-Forwarded-Host") || headers.ContainsKey("Forwarded");
        if (!claims)
            return Direct(context, address);
        if (address is null || !proxies.Contains(address))
            return new Peer(request.IsHttps, IsLoopback: false, IsForwarded: false);

        // The last entry is what our own proxy saw; what stands before it anybody can write.
        var (client, scheme, named) = headers.TryGetValue("Forwarded", out var forwarded)
            ? ReadElement(Last(forwarded))
            : (Last(headers["X-Forwarded-For"]), Last(headers["X-Forwarded-Proto"]), Last(headers["X-Forwarded-Host"]));
        if (IPEndPoint.TryParse(client, out var from))
            context.Connection.RemoteIpAddress = from.Address;
        var secure = scheme.Equals("https", StringComparison.OrdinalIgnoreCase) || (scheme.Length == 0 && request.IsHttps);
        request.Scheme = secure ? "https" : "http";
        if (named.Length > 0)
        {
            host = named;
            // Forms compare their origin with it.
            request.Host = new HostString(named);
        }

        return new Peer(secure, IsLoopback: false, IsForwarded: true);
    }

    private static Peer Direct(HttpContext context, IPAddress? address)
    {
        if (context.Features.Get<ProxiedConnection>() is not { } proxied)
            return new Peer(context.Request.IsHttps, address is not null && IPAddress.IsLoopback(address), IsForwarded: false);
        // TLS that ended at the proxy; where it goes through to us, the name in it is the visitor's own.
        var ended = proxied.IsTls && !context.Request.IsHttps;
        if (ended)
            context.Request.Scheme = "https";
        return new Peer(context.Request.IsHttps, IsLoopback: false, IsForwarded: ended);
    }

    private static string Last(StringValues values)
    {
        var text = values.Count == 0 ? "" : values[^1] ?? "";
        return text[(text.LastIndexOf(',') + 1)..].Trim();
    }

    private static (string Client, string Scheme, string Host) ReadElement(ReadOnlySpan<char> element)
    {
        var (client, scheme, host) = ("", "", "");
        foreach (var range in element.Split(';'))
        {
            var pair = element[range].Trim();
            var equals = pair.IndexOf('=');
            if (equals < 0)
                continue;
            var value = pair[(equals + 1)..].Trim().Trim('"').ToString();
            switch (pair[..equals].Trim().ToString().ToLowerInvariant())
            {
                case "for": client = value; break;
                case "proto": scheme = value; break;
                case "host": host = value; break;
            }
        }

        return (client, scheme, host);
    }
}
