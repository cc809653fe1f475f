using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Portal.Hosting.Commands;

namespace Portal.Tests.Unit.Calls.Follow;

/// <summary>What a real one doesn't do when a test wants it: an API that is busy, cuts answers off, or takes small bodies alone.</summary>
internal sealed class OtherSide : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);

    private OtherSide(WebApplication app) => this.app = app;

    public Uri Address => new(app.Urls.First() + "/");

    /// <summary>Lines that it took, each as often as it came.</summary>
    public ConcurrentQueue<string> Taken { get; } = new();

    /// <summary>How many requests came.</summary>
    public int Asked { get; private set; }

    public string? Authorization { get; private set; }

    public string? Query { get; private set; }

    /// <summary>Why a line isn't taken; null: it is.</summary>
    public Func<string, string?> Refuses { get; set; } = _ => null;

    /// <summary>Answers in place of the real one; null: go on. Gets the lines and how many requests came.</summary>
    public Func<HttpContext, string[], int, int?> Answers { get; set; } = (_, _, _) => null;

    public static async Task<OtherSide> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var side = new OtherSide(builder.Build());
        side.app.MapPost("/api/v1/cdrs", side.Take);
        await side.app.StartAsync();
        return side;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task Take(HttpContext context)
    {
        await using var plain = new GZipStream(context.Request.Body, CompressionMode.Decompress);
        using var reader = new StreamReader(plain);
        var lines = (await reader.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        (Authorization, Query) = (context.Request.Headers.Authorization.ToString(), context.Request.QueryString.Value);
        if (Answers(context, lines, ++Asked) is { } status)
        {
            context.Response.StatusCode = status;
            return;
        }

        var errors = new List<object>();
        var duplicates = 0;
        var rejected = 0;
        var head = context.Request.ContentType == "text/csv" && !context.Request.QueryString.HasValue ? 1 : 0;
        foreach (var line in lines[..head])
            Taken.Enqueue(line);
        for (var i = head; i < lines.Length; i++)
        {
            if (Refuses(lines[i]) is { } reason)
            {
                rejected++;
                errors.Add(new { line = i + 1, reason });
            }
            else
            {
                duplicates += seen.Add(lines[i]) ? 0 : 1;
                Taken.Enqueue(lines[i]);
            }
        }

        await context.Response.WriteAsync(JsonSerializer.Serialize(new
        {
            accepted = lines.Length - head - duplicates - rejected,
            duplicates,
            rejected,
            errors = errors.Take(100),
            moreErrors = Math.Max(0, errors.Count - 100),
        }));
    }
}

/// <summary>A spool, and a follower that a test starts and ends.</summary>
internal sealed class Spool(OtherSide side) : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("spool-").FullName;

    public ConcurrentQueue<string> Said { get; } = new();

    public string State => Path.Combine(this["."], ".follow");

    public string this[string name] => Path.Combine(root, name);

    public static string Line(int number) => "{\"callId\":\"" + number.ToString(CultureInfo.InvariantCulture) + "\"}";

    public void Append(string file, params string[] lines) =>
        File.AppendAllText(this[file], string.Concat(lines.Select(line => line + "\n")));

    /// <summary>Follows until the condition holds, then ends.</summary>
    public async Task Until(Func<bool> condition, params string[] options)
    {
        File.WriteAllText(this["key"], "a-key\n");
        var (plan, wrong) = FollowPlan.Read(
            ["cdrs", "--follow", root, "--to", side.Address.ToString(), "--key-file", this["key"], .. options]);
        Assert.Null(wrong);
        using var sink = new ApiSink(plan!, TimeProvider.System);
        using var stop = new CancellationTokenSource();
        var following = new SpoolFollower(plan!, sink, TimeProvider.System, Say).Run(stop.Token);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30), TimeProvider.System);
        while (!condition() && !limit.IsCancellationRequested && !following.IsCompleted)
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, TestContext.Current.CancellationToken);
        await stop.CancelAsync();
        Assert.Equal(0, await following);
        Assert.True(condition(), "It never held:\n" + string.Join('\n', Said));
    }

    public string[] Refused()
    {
        var path = Path.Combine(State, "refused.jsonl");
        return File.Exists(path) ? File.ReadAllLines(path) : [];
    }

    public bool HasSaid(string text) => Said.Any(line => line.Contains(text, StringComparison.Ordinal));

    public void Dispose() => Directory.Delete(root, recursive: true);

    private Task Say(string line)
    {
        Said.Enqueue(line);
        return Task.CompletedTask;
    }
}
