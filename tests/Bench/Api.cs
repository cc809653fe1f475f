using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Portal.Tests.Bench;

/// <summary>The API as a program uses it, on the control host over loopback.</summary>
internal sealed class Api(int httpPort) : IDisposable
{
    private readonly HttpClient client = new()
    {
        BaseAddress = new Uri($"http://localhost:{httpPort}/api/v1/"),
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", PortalPeer.ApiKey) },
        Timeout = TimeSpan.FromSeconds(30),
    };

    public async Task<JsonObject> Send(HttpMethod method, string path, JsonNode? body = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        using var response = await client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode
            ? JsonNode.Parse(text)!.AsObject()
            : throw new InvalidOperationException($"{method} {path}: {(int)response.StatusCode} {text}");
    }

    public async Task<bool> Exists(string path)
    {
        using var response = await client.GetAsync(path);
        return response.IsSuccessStatusCode;
    }

    public void Dispose() => client.Dispose();
}
