using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace Portal.Tests.Bench;

/// <summary>
/// Whether the time of an answer tells if an address is known: sign-in with a wrong password, and sign-up. Each try is of another
/// address from another network, so that no throttle has a say; known and unknown take turns.
/// </summary>
internal static class TimingScenario
{
    private const string Host = "timing.localhost";
    private const int Tries = 200;

    // As many as the domain's budget of mails takes: beyond it nothing is done for either.
    private const int SignUps = 100;

    // The first answers are slow while code is compiled.
    private const int Unmeasured = 20;

    public static async Task<int> Run()
    {
        await PortalPeer.OnEmptyStore(async (peer, api) =>
        {
            await Make(api);
            await Measure("sign-in with a wrong password", peer.Port, "/sign-in", Tries, email =>
                [new("email", email), new("password", "not the right one")]);
            await Measure("sign-up", peer.Port, "/sign-up", SignUps, email =>
            [
                new("company", "Bench Ltd"), new("name", "Ann Bench"), new("email", email), new("password", "correct horse battery"),
                new("phone", "+44 20 7946 0000"), new("country", "GB"), new("currency", "USD"), new("terms", "yes"),
                new("_operation", Guid.NewGuid().ToString("N")),
            ]);
        });
        return 0;
    }

    private static async Task Make(Api api)
    {
        await api.Send(
            HttpMethod.Post,
            "domains",
            new JsonObject { ["host"] = Host, ["brandName"] = "Bench", ["currencies"] = new JsonArray("USD"), ["customerSignUp"] = true });
        var customer = (string)(
            await api.Send(
                HttpMethod.Post, "customers", new JsonObject { ["name"] = "Bench", ["currency"] = "USD", ["domain"] = Host }))["id"]!;
        await Parallel.ForAsync(0, Unmeasured + Tries, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (number, _) =>
            await api.Send(
                HttpMethod.Post,
                $"customers/{customer}/contacts",
                new JsonObject { ["name"] = "Ann Bench", ["email"] = Known(number), ["password"] = "correct horse battery" }));
        await api.Issued(Host);
    }

    private static async Task Measure(string what, int port, string path, int tries, Func<string, KeyValuePair<string, string>[]> form)
    {
        var (known, unknown) = (new List<double>(), new List<double>());
        for (var i = 0; i < Unmeasured + tries; i++)
        {
            // Who goes first changes: what one leaves behind is nobody's burden alone.
            var isKnownFirst = i % 2 == 0;
            var first = await Try(port, path, form(isKnownFirst ? Known(i) : Unknown(i)), (2 * i) + 1);
            var second = await Try(port, path, form(isKnownFirst ? Unknown(i) : Known(i)), (2 * i) + 2);
            if (i < Unmeasured)
                continue;
            known.Add(isKnownFirst ? first : second);
            unknown.Add(isKnownFirst ? second : first);
        }

        var (one, other) = (Figures.Median(known), Figures.Median(unknown));
        Console.WriteLine(
            $"{what}: known {Figures.Number(one, 1)} ms, unknown {Figures.Number(other, 1)} ms, "
                + $"{Figures.Number((one / other - 1) * 100, 1)} % apart (medians of {tries} tries each)");
    }

    private static async Task<double> Try(int port, string path, KeyValuePair<string, string>[] form, int network)
    {
        using var client = Warm.Client(port, new IPAddress([127, 1, (byte)(network / 250), (byte)(1 + (network % 250))]));
        using (await client.GetAsync($"https://{Host}/robots.txt"))
        {
            // The connection stands: its handshake isn't measured.
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, $"https://{Host}{path}") { Content = new FormUrlEncodedContent(form) };
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        var clock = Stopwatch.StartNew();
        using var response = await client.SendAsync(request);
        await response.Content.ReadAsByteArrayAsync();
        var elapsed = clock.Elapsed.TotalMilliseconds;
        var expected = path == "/sign-up" ? HttpStatusCode.OK : HttpStatusCode.UnprocessableEntity;
        return response.StatusCode == expected
            ? elapsed
            : throw new InvalidOperationException(
                string.Create(CultureInfo.InvariantCulture, $"{path} answered {(int)response.StatusCode}."));
    }

    private static string Known(int number) => string.Create(CultureInfo.InvariantCulture, $"known{number:D4}@bench.example");

    private static string Unknown(int number) => string.Create(CultureInfo.InvariantCulture, $"stranger{number:D4}@bench.example");
}
