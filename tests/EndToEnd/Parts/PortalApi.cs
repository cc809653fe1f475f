using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace Portal.Tests.EndToEnd.Parts;

/// <summary>The API as a program uses it.</summary>
internal sealed class PortalApi(int port) : IDisposable
{
    private readonly HttpClient client = new()
    {
        BaseAddress = new Uri($"http://localhost:{port}/api/v1/"),
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", PortalProcess.ApiKey) },
        Timeout = TimeSpan.FromSeconds(30),
    };

    public async Task<(int Status, JsonObject? Body)> Try(HttpMethod method, string path, JsonNode? body = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        using var response = await client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return ((int)response.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text)!.AsObject());
    }

    /// <summary>The body of a 2xx answer; fails on any other.</summary>
    public async Task<JsonObject> Send(HttpMethod method, string path, JsonNode? body = null)
    {
        var (status, answer) = await Try(method, path, body);
        Assert.True(status is >= 200 and < 300, $"{method} {path}: {status} {answer}");
        return answer ?? [];
    }

    /// <summary>Brings calls in, one a line.</summary>
    public async Task<JsonObject> SendCalls(string lines)
    {
        using var content = new StringContent(lines, Encoding.UTF8, "application/x-ndjson");
        using var response = await client.PostAsync("cdrs", content);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, text);
        return JsonNode.Parse(text)!.AsObject();
    }

    public Task<JsonObject> Get(string path) => Send(HttpMethod.Get, path);

    /// <summary>Adds a domain with a brand of its own.</summary>
    public Task<JsonObject> AddDomain(string host, string brandName = "Acme Telecom") =>
        Send(
            HttpMethod.Post,
            "domains",
            new JsonObject { ["host"] = host, ["brandName"] = brandName, ["currencies"] = new JsonArray("USD") });

    public async Task<string> CertificateState(string host) => (string)(await Get($"domains/{host}/certificate"))["state"]!;

    /// <summary>Waits until the host's certificate is in this state.</summary>
    public async Task<JsonObject> Reaches(string host, string state, TimeSpan limit)
    {
        JsonObject last = [];
        await Until.Holds(
            async () => (string?)(last = await Get($"domains/{host}/certificate"))["state"] == state,
            limit,
            () => $"{host} never reached {state}: {last}");
        return last;
    }

    public void Dispose() => client.Dispose();
}
