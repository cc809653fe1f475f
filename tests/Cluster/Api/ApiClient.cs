using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Portal.Tests.Cluster.Api;

/// <summary>A program that calls the API.</summary>
internal sealed class ApiClient(Uri address, string? key) : IDisposable
{
    private readonly HttpClient http = new() { BaseAddress = new Uri(address, "/api/v1/") };

    public string? Key => key;

    public async Task<ApiReply> Send(string verb, string path, string? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(verb), path);
        if (key is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        return await Send(request, headers);
    }

    public async Task<ApiReply> Send(HttpRequestMessage request, params (string Name, string Value)[] headers)
    {
        foreach (var (name, value) in headers)
            Assert.True(
                request.Headers.TryAddWithoutValidation(name, value) || request.Content!.Headers.TryAddWithoutValidation(name, value));
        using var response = await http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return new ApiReply(
            (int)response.StatusCode, text, response.Headers.ETag?.ToString(), response.Content.Headers.ContentType?.MediaType, response);
    }

    public async Task<JsonObject> Expect(
        int status, string verb, string path, string? body = null, params (string Name, string Value)[] headers)
    {
        var reply = await Send(verb, path, body, headers);
        Assert.True(reply.Status == status, $"{verb} {path}: {reply.Status} {reply.Text}");
        return reply.Text.Length == 0 ? [] : reply.Json;
    }

    public Task<JsonObject> AddDomain(string host, string brand) =>
        Expect(201, "POST", "domains", $$"""{"host":"{{host}}","brand":"{{brand}}","currencies":["USD"]}""");

    public Task<JsonObject> AddBrand(string id) => Expect(201, "POST", "brands", $$"""{"id":"{{id}}","name":"Brand {{id}}"}""");

    public void Dispose() => http.Dispose();
}

/// <summary>What came back.</summary>
internal sealed record ApiReply(int Status, string Text, string? ETag, string? MediaType, HttpResponseMessage Response)
{
    public JsonObject Json => JsonNode.Parse(Text)!.AsObject();

    /// <summary>The paths or fields of a problem's errors.</summary>
    public string[] Fields => [.. (Json["errors"]?.AsObject() ?? []).Select(error => error.Key)];
}
