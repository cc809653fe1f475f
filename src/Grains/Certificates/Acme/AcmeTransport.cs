using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Security.Authentication;

namespace Portal.Certificates.Acme;

/// <summary>An answer of the CA. The body is whole: the client bounds its size.</summary>
internal sealed record AcmeReply(Uri? Location, TimeSpan? RetryAfter, Uri[] Alternates, string Body);

/// <summary>Sends signed requests, keeps nonces (RFC 8555, 6.5) and turns refusals into <see cref="AcmeException"/>.</summary>
internal sealed class AcmeTransport(HttpClient http, TimeProvider clock)
{
    /// <summary>A CA that refuses every seventh nonce on purpose refuses ten in a row once in 10^8.</summary>
    private const int NonceAttempts = 10;
    private const int NoncesKept = 32;

    private readonly ConcurrentQueue<string> nonces = new();

    public async Task<AcmeReply> Get(Uri url, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        using var response = await Send(request, cancellation);
        return await Read(url, response, cancellation);
    }

    /// <param name="account">Null: the key goes along instead of the account's URL.</param>
    /// <param name="payload">JSON; empty: POST-as-GET.</param>
    public async Task<AcmeReply> Post(
        Uri newNonce, AcmeKey key, Uri? account, Uri url, string payload, CancellationToken cancellation, string? accept = null)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (!nonces.TryDequeue(out var nonce))
                nonce = await Nonce(newNonce, cancellation);
            using var request = new HttpRequestMessage(HttpMethod.Post, url);
            request.Content = new StringContent(Jws.Sign(key, account, nonce, url, payload));
            // No charset: CAs compare the whole header (RFC 8555, 6.2).
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/jose+json");
            if (accept is not null)
                request.Headers.Accept.ParseAdd(accept);
            using var response = await Send(request, cancellation);
            try
            {
                return await Read(url, response, cancellation);
            }
            catch (AcmeException refusal) when (refusal.Problem.Type == AcmeErrors.BadNonce && attempt < NonceAttempts)
            {
                // The CA may have lost its memory: the others that we keep are no better, the one that came with this answer is.
                nonces.Clear();
                Keep(response);
            }
        }
    }

    private async Task<string> Nonce(Uri newNonce, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, newNonce);
        using var response = await Send(request, cancellation);
        if (response.Headers.TryGetValues("Replay-Nonce", out var values) && values.FirstOrDefault() is { } nonce
            && Base64Text.IsUrl(nonce))
            return nonce;
        throw new AcmeUnreachableException($"It did not provide a nonce (status {(int)response.StatusCode}).");
    }

    private async Task<HttpResponseMessage> Send(HttpRequestMessage request, CancellationToken cancellation)
    {
        try
        {
            return await http.SendAsync(request, HttpCompletionOption.ResponseContentRead, cancellation);
        }
        catch (OperationCanceledException silence) when (!cancellation.IsCancellationRequested)
        {
            throw new AcmeUnreachableException($"It did not answer within {http.Timeout.TotalSeconds:0.#} s.", silence, isSlow: true);
        }
        catch (HttpRequestException failure)
        {
            throw new AcmeUnreachableException(Say(failure), failure);
        }
    }

    private async Task<AcmeReply> Read(Uri url, HttpResponseMessage response, CancellationToken cancellation)
    {
        var body = await response.Content.ReadAsStringAsync(cancellation);
        var retryAfter = RetryAfter(response.Headers.RetryAfter);
        if ((int)response.StatusCode >= 400)
        {
            var problem = AcmeProblem.Parse(body, (int)response.StatusCode);
            if (problem.Type != AcmeErrors.BadNonce)
                Keep(response);
            throw new AcmeException(problem, retryAfter);
        }

        if (!response.IsSuccessStatusCode)
            throw new AcmeUnreachableException($"It answered with status {(int)response.StatusCode}; redirects are not followed.");
        Keep(response);
        var location = response.Headers.Location is { } there ? new Uri(url, there) : null;
        return new AcmeReply(location, retryAfter, [.. AlternateLinks.Read(url, response.Headers)], body);
    }

    private void Keep(HttpResponseMessage response)
    {
        if (nonces.Count < NoncesKept && response.Headers.TryGetValues("Replay-Nonce", out var values)
            && values.FirstOrDefault() is { } nonce && Base64Text.IsUrl(nonce))
            nonces.Enqueue(nonce);
    }

    private TimeSpan? RetryAfter(RetryConditionHeaderValue? header) =>
        header?.Delta ?? (header?.Date is { } date ? TimeSpan.FromTicks(Math.Max(0, (date - clock.GetUtcNow()).Ticks)) : null);

    private static string Say(HttpRequestException failure) => failure.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => "Its name could not be looked up.",
        HttpRequestError.ConnectionError => "The connection could not be established.",
        HttpRequestError.SecureConnectionError when failure.InnerException is AuthenticationException =>
            "Its own TLS certificate is not trusted (Portal:Acme:TrustedRoots names the roots to trust).",
        HttpRequestError.SecureConnectionError => "The TLS handshake with it failed.",
        HttpRequestError.ConfigurationLimitExceeded => "Its answer was too large.",
        _ => "The connection broke.",
    };
}
