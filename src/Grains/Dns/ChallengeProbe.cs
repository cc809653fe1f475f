using System.Net;
using System.Net.Sockets;

namespace Portal.Dns;

/// <summary>
/// After the CNAME passed: asks the name for a challenge that nobody has set, as a CA would ask for a real one. Ours never redirects
/// there and carries no delivery network's headers; whoever does stands before us. An advice only: nothing waits for it.
/// </summary>
/// <param name="port">80: CAs ask nowhere else (RFC 8555, 8.3).</param>
internal sealed class ChallengeProbe(IDnsResolver resolver, TimeProvider clock, int port = 80) : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(3);

    private static readonly (string Header, string Value, string Who)[] Marks =
    [
        ("CF-Ray", "", "Cloudflare"),
        ("Server", "cloudflare", "Cloudflare"),
        ("X-Amz-Cf-Id", "", "Amazon CloudFront"),
        ("Server", "AkamaiGHost", "Akamai"),
        ("X-Served-By", "cache-", "Fastly"),
    ];

    // The request goes to the address that was found, whatever the name says a moment later; redirects are not followed.
    private readonly HttpMessageInvoker client = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        MaxResponseHeadersLength = 16,
        PooledConnectionLifetime = TimeSpan.Zero,
    });

    /// <param name="target">The platform's name: its addresses are ours, no tenant's, so nobody leads this request astray.</param>
    /// <returns>A sentence for a person; empty when all is well or nobody answers (an inner network may have no way to its own
    /// outside).</returns>
    public async Task<string> Advice(string host, string target, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(Limit, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            var reply = await resolver.Ask(target, DnsKind.A, both.Token);
            if (reply.Records.FirstOrDefault(r => r.Kind == DnsKind.A) is not { } record)
                return "";
            var token = Guid.NewGuid().ToString("N");
            using var request = new HttpRequestMessage(
                HttpMethod.Get, $"http://{new IPEndPoint(IPAddress.Parse(record.Value), port)}/.well-known/acme-challenge/{token}");
            request.Headers.Host = host;
            // Headers are all that is read: the body, of whatever size, is left.
            using var response = await client.SendAsync(request, both.Token);
            return Read(host, response);
        }
        catch (Exception problem) when (problem is HttpRequestException or SocketException or IOException or OperationCanceledException)
        {
            cancellation.ThrowIfCancellationRequested();
            return "";
        }
    }

    public void Dispose() => client.Dispose();

    private static string Read(string host, HttpResponseMessage response)
    {
        var who = Marks.FirstOrDefault(m =>
            response.Headers.TryGetValues(m.Header, out var values)
                && values.Any(v => v.StartsWith(m.Value, StringComparison.OrdinalIgnoreCase))).Who;
        if (who is null && (int)response.StatusCode is < 300 or >= 400)
            return "";
        return $"The CNAME is right, but {who ?? "a server in front of the platform"} answers http://{host} in our place. "
            + "If the certificate is refused, let requests for /.well-known/acme-challenge/ through unchanged.";
    }
}
