using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Portal.Tests.Bench.Fleet;

namespace Portal.Tests.Bench.Releases;

/// <summary>Saves through two releases at once, and knows what has to be there afterwards.</summary>
internal sealed class BothWriters(Member first)
{
    private const int Domains = 30;
    private const int Customers = 10;

    private readonly string[] customers = new string[Customers];
    private readonly ConcurrentDictionary<string, string> written = new();
    private readonly ConcurrentDictionary<string, int> rows = new();
    private long byOlder;
    private long byNewer;
    private long pages;

    public long SavesByOlder => Interlocked.Read(ref byOlder);

    public long SavesByNewer => Interlocked.Read(ref byNewer);

    public long Pages => Interlocked.Read(ref pages);

    /// <summary>Answers of 500 and above, and none at all.</summary>
    public ConcurrentBag<string> Failures { get; } = [];

    public List<string> Losses { get; } = [];

    public async Task Make()
    {
        using var api = new Api(first.Http);
        await api.TakesKey();
        for (var number = 0; number < Domains; number++)
        {
            await api.Send(HttpMethod.Post, "domains", new JsonObject
            {
                ["host"] = PortalPeer.Host(number),
                ["brandName"] = $"Operator {number}",
                ["currencies"] = new JsonArray("USD"),
            });
        }

        for (var number = 0; number < Customers; number++)
        {
            var made = await api.Send(
                HttpMethod.Post, "customers", new JsonObject { ["name"] = $"Customer {number}", ["currency"] = "USD" });
            customers[number] = (string)made["id"]!;
        }
    }

    /// <param name="older">Null: it doesn't run.</param>
    /// <param name="newer">Null: it doesn't run.</param>
    public async Task Write(Member? older, Member? newer, TimeSpan time)
    {
        using var stop = new CancellationTokenSource(time, TimeProvider.System);
        var work = new List<Task>();
        if (older is not null)
            work.AddRange([Older(older, stop.Token), Visits(older, stop.Token)]);
        if (newer is not null)
            work.AddRange([Newer(newer, stop.Token), Visits(newer, stop.Token)]);
        await Task.WhenAll(work);
    }

    /// <summary>How much of what was written isn't there, read through both.</summary>
    public async Task<int> Lost(Member? older, Member newer)
    {
        var before = Losses.Count;
        using var api = new Api(newer.Http);
        for (var number = 0; number < Domains; number++)
        {
            var domain = await api.Send(HttpMethod.Get, Domain(number));
            Check(number, "slogan", (string?)domain["slogan"]);
            Check(number, "news", (string?)domain["news"]!["title"]);
            Check(number, "footer", (string?)domain["footer"]);
            var flags = domain["flags"]!.AsArray().Select(flag => (string)flag!).ToArray();
            if (written.ContainsKey($"{number} slogan") && !flags.Contains("nextFlag", StringComparer.Ordinal))
                Losses.Add($"{PortalPeer.Host(number)}: its flag is gone");
            var said = await api.Send(HttpMethod.Get, Domain(number) + "/slogan");
            Check(number, "slogan", (string?)said["slogan"]);
        }

        foreach (var customer in customers)
        {
            await Count(api, customer, "dids");
            await Count(api, customer, "payments");
            if (older is null)
                continue;
            using var old = new Api(older.Http);
            await Count(old, customer, "payments");
        }

        return Losses.Count - before;
    }

    private async Task Older(Member member, CancellationToken stop)
    {
        using var api = new Api(member.Http);
        for (var turn = 0; !stop.IsCancellationRequested; turn++)
        {
            var (number, customer) = (turn % Domains, customers[turn % Customers]);
            var text = string.Create(CultureInfo.InvariantCulture, $"footer {turn}");
            if (turn % 2 == 0)
            {
                await Save(api, HttpMethod.Patch, Domain(number), new JsonObject { ["footer"] = text }, number, "footer", text);
            }
            else if (await Ask(api, HttpMethod.Get, Domain(number), null) is { } domain)
            {
                domain["footer"] = text;
                await Save(api, HttpMethod.Put, Domain(number), domain, number, "footer", text);
            }

            if (await Ask(api, HttpMethod.Post, $"customers/{customer}/payments", new JsonObject { ["total"] = "1.00" }) is not null)
                rows.AddOrUpdate(customer + " payments", 1, (_, count) => count + 1);
            await Ask(api, HttpMethod.Patch, $"customers/{customer}", new JsonObject { ["tags"] = new JsonArray($"t{turn % 7}") });
            await Ask(api, HttpMethod.Get, $"customers/{customer}/payments", null);
            await Ask(api, HttpMethod.Get, "domains?status=enabled&sort=-changed", null);
            Interlocked.Add(ref byOlder, 3);
        }
    }

    private async Task Newer(Member member, CancellationToken stop)
    {
        using var api = new Api(member.Http);
        for (var turn = 0; !stop.IsCancellationRequested; turn++)
        {
            var (number, customer) = (turn * 7 % Domains, customers[turn % Customers]);
            var text = string.Create(CultureInfo.InvariantCulture, $"next {turn}");
            var body = new JsonObject
            {
                ["slogan"] = text,
                ["news"] = new JsonObject { ["title"] = text },
                ["flags"] = new JsonArray("rememberMe", "nextFlag"),
            };
            await Save(api, HttpMethod.Patch, Domain(number), body, number, "slogan", text);
            written[$"{number} news"] = written.GetValueOrDefault($"{number} slogan") ?? "";
            await Ask(api, HttpMethod.Get, Domain(number) + "/slogan", null);
            var did = new JsonObject { ["number"] = string.Create(CultureInfo.InvariantCulture, $"+4930{turn:D6}") };
            if (await Ask(api, HttpMethod.Post, $"customers/{customer}/dids", did) is not null)
                rows.AddOrUpdate(customer + " dids", 1, (_, count) => count + 1);
            Interlocked.Add(ref byNewer, 2);
        }
    }

    private async Task Visits(Member member, CancellationToken stop)
    {
        using var browser = new Visitor(member.Https);
        for (var turn = 0; !stop.IsCancellationRequested; turn++)
        {
            var host = PortalPeer.Host(turn % Domains);
            var status = await browser.Status(host, "/sign-in");
            Interlocked.Increment(ref pages);
            if (status is null or >= 500)
                Failures.Add($"GET https://{host}/sign-in of member {member.Number}: {status}");
        }
    }

    private async Task Save(Api api, HttpMethod method, string path, JsonObject body, int number, string what, string text)
    {
        if (await Ask(api, method, path, body) is not null)
            written[$"{number} {what}"] = text;
    }

    private async Task<JsonObject?> Ask(Api api, HttpMethod method, string path, JsonObject? body)
    {
        try
        {
            using var answer = await api.Ask(method, path, body?.DeepClone());
            var text = await answer.Content.ReadAsStringAsync();
            if (answer.IsSuccessStatusCode)
                return JsonNode.Parse(text)!.AsObject();
            Failures.Add(
                $"{method} {path.Split('?')[0].Split('/')[0]}…{path.Split('/')[^1].Split('?')[0]}: {(int)answer.StatusCode} {text}");
        }
        catch (Exception problem) when (problem is HttpRequestException or TaskCanceledException)
        {
            Failures.Add($"{method} {path}: {problem.GetType().Name}");
        }

        return null;
    }

    private void Check(int number, string what, string? found)
    {
        if (written.TryGetValue($"{number} {what}", out var expected) && found != expected)
            Losses.Add($"{PortalPeer.Host(number)}: {what} is “{found}” in place of “{expected}”");
    }

    private async Task Count(Api api, string customer, string what)
    {
        var count = 0;
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await api.Send(
                HttpMethod.Get, $"customers/{customer}/{what}?limit=500" + (cursor.Length > 0 ? "&cursor=" + cursor : ""));
            count += page["items"]!.AsArray().Count;
            cursor = (string?)page["next"];
        }

        if (count != rows.GetValueOrDefault($"{customer} {what}"))
            Losses.Add($"{customer}: {count} {what} in place of {rows.GetValueOrDefault($"{customer} {what}")}");
    }

    private static string Domain(int number) => "domains/" + PortalPeer.Host(number);
}
