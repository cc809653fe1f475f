using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Portal.Tests.Bench;

/// <summary>Fills a store with domains through the API, once: later runs find it. It lies in memory where that can be had.</summary>
internal static class Seed
{
    public static async Task<int> Only(int count)
    {
        await Domains(count);
        return 0;
    }

    public static async Task<string> Domains(int count)
    {
        var root = Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath();
        var data = Path.Combine(root, $"portal-bench-{count}");
        if (File.Exists(data + ".done"))
            return data;
        if (Directory.Exists(data))
            Directory.Delete(data, recursive: true);

        var clock = Stopwatch.StartNew();
        var (peer, http) = await PortalPeer.Start("seeding", data);
        await using (peer)
        {
            using var api = new Api(http);
            await api.TakesKey();
            await api.Send(
                HttpMethod.Post,
                "brands",
                new JsonObject
                {
                    ["id"] = "bench",
                    ["name"] = "Bench Telecom",
                    ["look"] = new JsonObject { ["primaryColor"] = "#2255cc" },
                });
            await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (number, _) =>
                await api.Send(HttpMethod.Post, "domains", new JsonObject
                {
                    ["host"] = PortalPeer.Host(number),
                    ["brand"] = "bench",
                    ["brandName"] = $"Operator {number}",
                    ["currencies"] = new JsonArray("USD"),
                }));
        }

        await File.WriteAllTextAsync(data + ".done", "");
        Console.Error.WriteLine($"seeded {count} domains in {clock.Elapsed.TotalSeconds:N0} s");
        return data;
    }
}
