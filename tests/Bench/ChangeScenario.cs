using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Portal.Tests.Bench;

/// <summary>From the API's answer to a save until the page shows it, in one process.</summary>
internal static class ChangeScenario
{
    public static async Task<int> Run(string[] args)
    {
        var times = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 500;
        var (portal, http) = await PortalPeer.Start("portal", await Seed.Domains(1_000));
        await using (portal)
        {
            using var api = new Api(http);
            using var client = Warm.Client(portal.Port);
            var (shown, saved) = (new List<double>(), new List<double>());
            for (var i = 0; i < times; i++)
            {
                var host = PortalPeer.Host(i % 50);
                var color = string.Create(CultureInfo.InvariantCulture, $"#{0x2000 + i:x6}");
                await client.GetStringAsync($"https://{host}/sign-in");
                var clock = Stopwatch.StartNew();
                await api.Send(
                    HttpMethod.Patch, $"domains/{host}", new JsonObject { ["look"] = new JsonObject { ["primaryColor"] = color } });
                saved.Add(clock.Elapsed.TotalMilliseconds);
                clock.Restart();
                while (!(await client.GetStringAsync($"https://{host}/sign-in")).Contains(color, StringComparison.OrdinalIgnoreCase))
                {
                    if (clock.Elapsed > TimeSpan.FromSeconds(30))
                        throw new InvalidOperationException($"{host} never showed {color}.");
                }

                shown.Add(clock.Elapsed.TotalMilliseconds);
            }

            Console.WriteLine($"{times} saves, one process, ms");
            Figures.Row("what", "p50", "p99", "max");
            Figures.Row("---", "---:", "---:", "---:");
            foreach (var (what, values) in (
                ReadOnlySpan<(string, List<double>)>)[("save, as the API's client sees it", saved),
                ("from that answer until the page shows it (one fetch included)", shown)])
                Figures.Row(
                    what,
                    Figures.Number(Figures.Percentile(values, 0.5), 1),
                    Figures.Number(Figures.Percentile(values, 0.99), 1),
                    Figures.Number(values.Max(), 1));
        }

        return 0;
    }
}
