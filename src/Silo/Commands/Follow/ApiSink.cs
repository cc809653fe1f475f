using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Portal.Calls;

namespace Portal.Hosting.Commands;

/// <summary>Another machine's API.</summary>
internal sealed class ApiSink : ICallSink, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    private readonly HttpClient client = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    })
    {
        Timeout = Patience,
        MaxResponseContentBufferSize = 1024 * 1024,
    };

    private readonly FollowPlan plan;
    private readonly Uri address;
    private readonly TimeProvider clock;

    /// <param name="plan">With its other machine.</param>
    public ApiSink(FollowPlan plan, TimeProvider clock)
    {
        (this.plan, this.clock) = (plan, clock);
        address = new(plan.To!, "api/v1/cdrs" + (plan.Mapping is null ? "" : "?mapping=" + Uri.EscapeDataString(plan.Mapping)));
        Name = address.GetLeftPart(UriPartial.Authority);
    }

    public string Name { get; }

    public async Task<IntakeResult> Take(SpoolBatch batch)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = Body(batch) };
            request.Headers.Authorization = Key(await File.ReadAllTextAsync(plan.KeyFile!), plan.Switch);
            using var response = await client.SendAsync(request);
            var text = await response.Content.ReadAsStringAsync();
            return response.StatusCode == HttpStatusCode.OK ? Read(text) : throw Refusal(response, text);
        }
        catch (OperationCanceledException late)
        {
            throw new NotTakenException($"No answer within {Patience.TotalSeconds:0} s.", late);
        }
        catch (Exception problem) when (problem is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new NotTakenException("Its answer can't be read: is that a portal's API?", problem);
        }
        catch (Exception problem) when (problem is HttpRequestException or IOException or UnauthorizedAccessException)
        {
            throw new NotTakenException((problem.InnerException ?? problem).Message, problem);
        }
    }

    public void Dispose() => client.Dispose();

    // Read anew each time: a key that is changed counts at once. A key has no colon; before one stands the switch of lines without.
    private static AuthenticationHeaderValue Key(string text, string? name)
    {
        var key = text.Trim();
        if (name is not null)
            key = $"{name}:{key[(key.IndexOf(':', StringComparison.Ordinal) + 1)..]}";
        return key.Contains(':', StringComparison.Ordinal)
            ? new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(key)))
            : new("Bearer", key);
    }

    private static ByteArrayContent Body(SpoolBatch batch)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            batch.Write(gzip);
        var content = new ByteArrayContent(packed.GetBuffer(), 0, (int)packed.Length);
        content.Headers.ContentType = new(batch.Format == CallFormat.Csv ? "text/csv" : "application/x-ndjson");
        content.Headers.ContentEncoding.Add("gzip");
        return content;
    }

    private static IntakeResult Read(string text)
    {
        using var json = JsonDocument.Parse(text);
        var root = json.RootElement;
        return new(Count("accepted"), Count("duplicates"), Count("rejected"), Errors(), Count("moreErrors"));

        long Count(string name) => root.TryGetProperty(name, out var value) && value.TryGetInt64(out var number)
            ? number
            : throw new JsonException();

        IReadOnlyList<IntakeError> Errors() => root.TryGetProperty("errors", out var list) && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray().Select(one => new IntakeError(
                one.GetProperty("line").GetInt64(), one.GetProperty("reason").GetString() ?? ""))]
            : throw new JsonException();
    }

    private NotTakenException Refusal(HttpResponseMessage response, string text)
    {
        var wait = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - clock.GetUtcNow(),
            _ => (TimeSpan?)null,
        };
        var code = ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);
        var where = response.Headers.Location is { } location ? $" (it is at {location})" : "";
        return new($"It answers {code}{where}{Detail(text)}")
        {
            Wait = wait is { } asked ? TimeSpan.FromTicks(Math.Clamp(asked.Ticks, 0, Longest.Ticks)) : null,
            IsTooLarge = response.StatusCode == HttpStatusCode.RequestEntityTooLarge,
        };
    }

    /// <summary>What a problem (RFC 9457) says; of anything else nothing.</summary>
    private static string Detail(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            var root = json.RootElement;
            if (root.TryGetProperty("errors", out var errors) && errors.ValueKind == JsonValueKind.Object
                && errors.EnumerateObject().FirstOrDefault() is { Value.ValueKind: JsonValueKind.Array } first)
                return $": {first.Name}: {first.Value.EnumerateArray().FirstOrDefault()}";
            return root.TryGetProperty("detail", out var detail) ? $": {detail}"
                : root.TryGetProperty("title", out var title) ? $": {title}"
                : ".";
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            return ".";
        }
    }
}
