using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;

namespace Portal.Tests.Bench;

/// <summary>
/// Three hundred parallel sign-ins at one tenant: what another tenant's page takes before and meanwhile, and how long a right
/// sign-in there takes.
/// </summary>
internal static class SignInFloodScenario
{
    private const string Flooded = "flooded.localhost";
    private const string Quiet = "quiet.localhost";
    private const string Email = "ann@bench.example";
    private const string Password = "correct horse battery";
    private const int Parallel = 300;
    private const int Sources = 8;
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(10);

    public static async Task<int> Run()
    {
        await PortalPeer.OnEmptyStore(async (peer, api) =>
        {
            await Make(api);
            await Measure(peer.Port);
        });
        return 0;
    }

    private static async Task Make(Api api)
    {
        foreach (var host in new[] { Flooded, Quiet })
        {
            var domain = new JsonObject { ["host"] = host, ["brandName"] = host, ["currencies"] = new JsonArray("USD") };
            await api.Send(HttpMethod.Post, "domains", domain);
            await api.Issued(host);
        }

        var customer = new JsonObject { ["name"] = "Bench", ["currency"] = "USD", ["domain"] = Quiet };
        var id = (string)(await api.Send(HttpMethod.Post, "customers", customer))["id"]!;
        var contact = new JsonObject { ["name"] = "Ann Bench", ["email"] = Email, ["password"] = Password };
        await api.Send(HttpMethod.Post, $"customers/{id}/contacts", contact);
    }

    private static async Task Measure(int port)
    {
        using var visitor = Client(port, 20);
        using var person = Client(port, 21);
        await Pages(visitor, TimeSpan.FromSeconds(2));
        await SignIn(person);
        var before = await Pages(visitor, Length);
        var signedInBefore = await SignIn(person);

        Figures.Row(
            "300 parallel sign-ins at another tenant", "page, median ms", "page, p99 ms",
            "a right sign-in, ms", "the flood was answered");
        Figures.Row("---", "---:", "---:", "---:", "---");
        Show("none", before, signedInBefore, "");
        foreach (var obeys in new[] { true, false })
            await During(port, visitor, person, obeys);
    }

    private static async Task During(int port, HttpClient visitor, HttpClient person, bool obeys)
    {
        using var end = new CancellationTokenSource();
        var answers = new ConcurrentDictionary<HttpStatusCode, int>();
        // Whoever signs in has the page open: connections are made before anything is measured.
        var clients = Enumerable.Range(0, Parallel).Select(number => Client(port, (byte)(2 + (number % Sources)))).ToArray();
        foreach (var client in clients)
            (await client.GetAsync($"https://{Flooded}/sign-in")).Dispose();
        var flood = clients.Select((client, number) => Flood(client, number, obeys, answers, end.Token)).ToArray();
        var pages = Pages(visitor, Length);
        await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System);
        var signedIn = await SignIn(person);
        var during = await pages;
        await end.CancelAsync();
        await Task.WhenAll(flood);
        Array.ForEach(clients, client => client.Dispose());

        var counts = answers.OrderBy(pair => pair.Key).Select(pair => $"{(int)pair.Key} {pair.Value} times");
        Show(obeys ? "each again after Retry-After" : "each again at once", during, signedIn, string.Join(", ", counts));
    }

    private static void Show(string what, IReadOnlyList<double> pages, double signIn, string answers) => Figures.Row(
        what, Figures.Number(Figures.Median(pages), 1), Figures.Number(Figures.Percentile(pages, 0.99), 1),
        Figures.Number(signIn), answers);

    private static async Task<List<double>> Pages(HttpClient client, TimeSpan length)
    {
        var times = new List<double>();
        for (var all = Stopwatch.StartNew(); all.Elapsed < length;)
        {
            var one = Stopwatch.StartNew();
            using var response = await client.GetAsync($"https://{Quiet}/sign-in");
            await response.Content.ReadAsByteArrayAsync();
            times.Add(one.Elapsed.TotalMilliseconds);
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        }

        return times;
    }

    private static async Task<double> SignIn(HttpClient client)
    {
        var watch = Stopwatch.StartNew();
        var (status, _) = await Post(client, Quiet, Email, Password);
        return status == HttpStatusCode.SeeOther
            ? watch.Elapsed.TotalMilliseconds
            : throw new InvalidOperationException($"The right sign-in was answered {(int)status}.");
    }

    private static async Task Flood(
        HttpClient client, int number, bool obeys, ConcurrentDictionary<HttpStatusCode, int> answers, CancellationToken end)
    {
        for (var i = 0; !end.IsCancellationRequested; i++)
        {
            try
            {
                var (status, later) = await Post(client, Flooded, $"nobody{number}-{i}@bench.example", "not the right one");
                answers.AddOrUpdate(status, 1, (_, count) => count + 1);
                if (obeys && later is { } wait)
                    await Task.Delay(wait, TimeProvider.System, end).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (HttpRequestException)
            {
                answers.AddOrUpdate(HttpStatusCode.Unused, 1, (_, count) => count + 1);
            }
        }
    }

    private static async Task<(HttpStatusCode Status, TimeSpan? Later)> Post(HttpClient client, string host, string email, string password)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"https://{host}/sign-in")
        {
            Content = new FormUrlEncodedContent([new("email", email), new("password", password)]),
        };
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        using var response = await client.SendAsync(request);
        await response.Content.ReadAsByteArrayAsync();
        return (response.StatusCode, response.Headers.RetryAfter?.Delta);
    }

    private static HttpClient Client(int port, byte from) => Warm.Client(port, new IPAddress([127, 0, 0, from]));
}
