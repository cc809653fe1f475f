using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Portal.Tests.EndToEnd.Parts;

namespace Portal.Tests.EndToEnd.Switches;

/// <summary>Power cuts on either side while a spool is shipped: each call is there once, each bad line is kept aside once.</summary>
public sealed class FollowerCrashTests : IAsyncLifetime
{
    private const int Kills = 4;
    private const int LinesEach = 10_000;
    private const int BadEach = 3;

    private readonly string folder = Directory.CreateTempSubdirectory("portal-follow").FullName;

    public ValueTask InitializeAsync() => default;

    public ValueTask DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        return default;
    }

    [Fact]
    public async Task Nothing_is_lost_and_nothing_comes_twice()
    {
        await using var portal = await PortalProcess.Start();
        using var api = portal.Api();
        var customer = (string)(await api.Send(
            HttpMethod.Post, "customers", new JsonObject { ["name"] = "Spooled", ["currency"] = "USD" }))["id"]!;
        var spool = Directory.CreateDirectory(Path.Combine(folder, "spool")).FullName;
        await using var follower = new Follower(folder, spool, portal);
        await follower.Start();
        await follower.Says("nothing is left to ship");
        for (var round = 0; round < Kills; round++)
        {
            var before = await Attempts(api, customer);
            await Append(spool, customer, round);
            // Never before it ships; then at any point of it.
            await Until.Holds(
                async () => File.Exists(follower.Place) && await Attempts(api, customer) > before,
                TimeSpan.FromSeconds(60),
                () => "Nothing was shipped.\n" + follower.Output);
            await Task.Delay(TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32(300)), TimeProvider.System);
            if (round % 2 == 0)
            {
                await follower.Kill();
                await follower.Start();
            }
            else
            {
                await portal.Kill();
                await portal.Start();
            }
        }

        var refused = Array.Empty<string>();
        await Until.Holds(
            async () => await Attempts(api, customer) >= Kills * LinesEach
                && (refused = File.Exists(follower.Refused) ? await File.ReadAllLinesAsync(follower.Refused) : []).Length
                    >= Kills * BadEach,
            TimeSpan.FromSeconds(90),
            () => "Not all was shipped.\n" + follower.Output);
        await follower.Says("nothing is left to ship");
        Assert.Equal(0, await follower.Stop());
        var sums = await Sums(api, customer);
        Assert.Equal(Kills * LinesEach, (int)sums["attempts"]!);
        Assert.Equal(Kills * LinesEach * 0.01m, decimal.Parse((string)sums["charge"]!, CultureInfo.InvariantCulture));
        Assert.Equal(
            Enumerable.Range(0, Kills * BadEach).Select(i => $"bad {i}"),
            refused.Select(line => (string)JsonNode.Parse((string)JsonNode.Parse(line)!["line"]!)!["callId"]!));
    }

    private static async Task Append(string spool, string customer, int round)
    {
        var time = TimeProvider.System.GetUtcNow().AddMinutes(-5).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var good = Enumerable.Range(round * LinesEach, LinesEach).Select(i =>
            $$"""{"switch":"sw","callId":"call {{i}}","customer":"{{customer}}","callTime":"{{time}}","charge":0.01}""");
        var bad = Enumerable.Range(round * BadEach, BadEach).Select(
            i => $$"""{"switch":"sw","callId":"bad {{i}}","callTime":"{{time}}"}""");
        // Two rounds share a file: lines come to one that was shipped already.
        await File.AppendAllLinesAsync(Path.Combine(spool, $"202611270{round / 2}.jsonl"), good.Concat(bad));
    }

    private static async Task<int> Attempts(PortalApi api, string customer) => (int)(await Sums(api, customer))["attempts"]!;

    private static async Task<JsonObject> Sums(PortalApi api, string customer) =>
        (await api.Get($"breakout?customer={customer}"))["totals"]!.AsArray() is [JsonObject only]
            ? only
            : new() { ["attempts"] = 0 };
}
