using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Portal.Tests.Cluster.Api;

namespace Portal.Tests.Cluster.Calls;

/// <summary>Calls as a switch sends them to the API.</summary>
internal static class SentCalls
{
    public static readonly DateTimeOffset Yesterday =
        new DateTimeOffset(TimeProvider.System.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero).AddDays(-1);

    public static string Line(string customer, string id, string more = "", double minutes = 0) => new JsonObject
    {
        ["switch"] = "sw1",
        ["callId"] = id,
        ["customer"] = customer,
        ["callTime"] = Yesterday.AddMinutes(minutes).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", null),
        ["destination"] = "4915112345678",
        ["destinationName"] = "Germany Mobile",
    }.ToJsonString()[..^1] + $",\"duration\":60,\"charge\":\"0.05\"{more}}}\n";

    public static async Task<string> Add(ApiClient client, string more = "") =>
        (string)(await client.Expect(201, "POST", "customers", $$"""{"name":"Acme","currency":"USD"{{more}}}"""))["id"]!;

    public static async Task<ApiReply> Post(
        ApiClient client, string body, string type = "application/x-ndjson", params (string Name, string Value)[] headers) =>
        await Post(client, Encoding.UTF8.GetBytes(body), type, headers);

    public static Task<ApiReply> Post(ApiClient client, byte[] body, string type, params (string Name, string Value)[] headers) =>
        Post(client, body, type, "", headers);

    public static async Task<ApiReply> Post(
        ApiClient client, byte[] body, string type, string query, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "cdrs" + query) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        if (client.Key is { } key)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return await client.Send(request, headers);
    }

    public static (long, long, long) Counts(ApiReply reply)
    {
        Assert.True(reply.Status == 200, reply.Text);
        return ((long)reply.Json["accepted"]!, (long)reply.Json["duplicates"]!, (long)reply.Json["rejected"]!);
    }

    public static string[] Errors(ApiReply reply) =>
        [.. reply.Json["errors"]!.AsArray().Select(error => $"{error!["line"]}: {error["reason"]}")];
}
