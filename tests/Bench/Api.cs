using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Portal.Tests.Bench;

/// <summary>The API as a program uses it, on the control host over loopback.</summary>
internal sealed class Api(int httpPort) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly HttpClient client = new()
    {
        BaseAddress = new Uri($"http://localhost:{httpPort}/api/v1/"),
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", PortalPeer.ApiKey) },
        Timeout = TimeSpan.FromSeconds(30),
    };

    public async Task<HttpResponseMessage> Ask(HttpMethod method, string path, JsonNode? body = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        return await client.SendAsync(request);
    }

    /// <summary>The body of a 2xx answer.</summary>
    public async Task<JsonObject> Send(HttpMethod method, string path, JsonNode? body = null)
    {
        using var response = await Ask(method, path, body);
        var text = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode
            ? JsonNode.Parse(text)!.AsObject()
            : throw new InvalidOperationException($"{method} {path}: {(int)response.StatusCode} {text}");
    }

    /// <summary>Waits until it takes the key: a first start listens before it has stored it.</summary>
    public async Task TakesKey()
    {
        for (var tries = 0; tries < 100; tries++)
        {
            using var response = await client.GetAsync("brands");
            if (response.IsSuccessStatusCode)
                return;
            await Task.Delay(Pause, TimeProvider.System);
        }
    }

    /// <summary>Waits until a domain has its certificate.</summary>
    public async Task Issued(string host)
    {
        for (var tries = 0; tries < 300; tries++)
        {
            var certificate = await Send(HttpMethod.Get, $"domains/{host}/certificate");
            if ((string?)certificate["state"] == "issued")
                return;
            await Task.Delay(Pause, TimeProvider.System);
        }
    }

    public void Dispose() => client.Dispose();
}
