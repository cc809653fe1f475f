using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace Portal.Tests.Bench.Fleet;

/// <summary>
/// One of two members is asked to stop, as an upgrade does it: visitors who keep their connections, and writers at the other
/// one.
/// </summary>
internal static class DrainScenario
{
    public static async Task<int> Run()
    {
        await using var fleet = await FleetOf.Start(2, 4);
        var (leaver, stays) = (fleet.Members[0], fleet.Members[1]);
        Figures.Row(
            "signal", "not ready after, ms", "served meanwhile", "failed while it listened", "connections ended with a word", "cut",
            "gone after, s", "exit code", "saves failed at the other", "of");
        Figures.Row("---", "---:", "---:", "---:", "---:", "---:", "---:", "---:", "---:", "---:");
        var good = true;
        foreach (var signal in new[] { "TERM", "INT" })
        {
            await using var load = new Load();
            load.At(stays, 1);
            load.At(stays, 2);
            var visitors = Enumerable.Range(0, 8)
                .Select(number => new Visitor(leaver.Https, PortalPeer.Host(0), http2: number % 4 == 3))
                .ToArray();
            using var stop = new CancellationTokenSource();
            var visits = visitors.Select(visitor => visitor.Run(stop.Token)).ToArray();
            await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System);
            var before = visitors.Sum(visitor => visitor.Served);

            await leaver.Signal(signal);
            var watch = Stopwatch.StartNew();
            while (await leaver.Ready() == HttpStatusCode.OK)
                await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System);
            var unready = watch.Elapsed;
            await leaver.Ends();
            var gone = watch.Elapsed;
            await stop.CancelAsync();
            await Task.WhenAll(visits);
            await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System);
            await load.End();
            Figures.Row(
                "SIG" + signal,
                Figures.Number(unready.TotalMilliseconds),
                Figures.Number(visitors.Sum(visitor => visitor.Served) - before),
                Figures.Number(visitors.Sum(visitor => visitor.Failed)),
                Figures.Number(visitors.Sum(visitor => visitor.Polite)),
                Figures.Number(visitors.Sum(visitor => visitor.Cut)),
                Figures.Number(gone.TotalSeconds, 1),
                leaver.ExitCode.ToString(CultureInfo.InvariantCulture),
                Figures.Number(load.Saves.Count(save => !save.Ok)),
                Figures.Number(load.Saves.Count));
            good &= leaver.ExitCode == 0 && (signal == "INT" || visitors.Sum(visitor => visitor.Failed + visitor.Cut) == 0);
            await leaver.Start();
        }

        return good ? 0 : 1;
    }

    /// <summary>Asks for a page again and again over a connection that it keeps until it is told to let go.</summary>
    private sealed class Visitor(int port, string host, bool http2)
    {
        public int Served { get; private set; }

        /// <summary>Refused or broken although the member still took new connections.</summary>
        public int Failed { get; private set; }

        /// <summary>Answers that asked for another connection.</summary>
        public int Polite { get; private set; }

        /// <summary>Requests whose connection ended under them.</summary>
        public int Cut { get; private set; }

        public async Task Run(CancellationToken stop)
        {
            using var client = Warm.Client(port);
            client.DefaultRequestVersion = http2 ? HttpVersion.Version20 : HttpVersion.Version11;
            client.DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact;
            while (!stop.IsCancellationRequested)
            {
                try
                {
                    using var answer = await client.GetAsync(new Uri($"https://{host}/sign-in"), stop);
                    Served += answer.IsSuccessStatusCode ? 1 : 0;
                    Failed += answer.IsSuccessStatusCode ? 0 : 1;
                    Polite += answer.Headers.ConnectionClose == true ? 1 : 0;
                }
                catch (HttpRequestException problem) when (problem.HttpRequestError is HttpRequestError.ConnectionError)
                {
                    // Nobody listens any more: a balancer that looked at health sent nobody here since long.
                    return;
                }
                catch (HttpRequestException)
                {
                    Cut++;
                    return;
                }
                catch (OperationCanceledException)
                {
                    return;
                }

                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, CancellationToken.None);
            }
        }
    }
}
