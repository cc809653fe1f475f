using System.Diagnostics;

namespace Portal.Tests.Bench;

/// <summary>From the start of the process until it says that it is ready: an empty store, the same store again, the demo.</summary>
internal static class StartScenario
{
    private const int Times = 5;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public static async Task<int> Run()
    {
        var folder = Directory.CreateTempSubdirectory("portal-bench").FullName;
        try
        {
            var (empty, again, demo) = (new List<double>(), new List<double>(), new List<double>());
            for (var i = 0; i < Times; i++)
            {
                empty.Add(await Milliseconds(Path.Combine(folder, $"plain{i}")));
                again.Add(await Milliseconds(Path.Combine(folder, $"plain{i}")));
                demo.Add(await Milliseconds(Path.Combine(folder, $"demo{i}"), "--demo"));
            }

            Figures.Row("start, ms until ready", "median", "least", "most");
            Figures.Row("---", "---", "---", "---");
            Print("empty store", empty);
            Print("second start", again);
            Print("demo, empty store", demo);
            return Figures.Median(empty) < 3000 && Figures.Median(again) < 3000 && Figures.Median(demo) < 3000 ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Print(string name, List<double> times) =>
        Figures.Row(name, Figures.Number(Figures.Median(times)), Figures.Number(times.Min()), Figures.Number(times.Max()));

    private static async Task<double> Milliseconds(string data, params string[] more)
    {
        int http = Ports.Free(), https = Ports.Free(), ops = Ports.Free();
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        var settings = PortalPeer.Settings(data, http, https, ops, Ports.Free(), Ports.Free());
        foreach (var argument in (string[])[Path.Combine(AppContext.BaseDirectory, "WebHost.dll"), .. settings, .. more])
            start.ArgumentList.Add(argument);

        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start) ?? throw new InvalidOperationException("The portal did not start.");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            while (!await IsReady(client, ops))
            {
                if (process.HasExited || watch.Elapsed > Limit)
                    throw new InvalidOperationException($"The portal was not ready after {watch.Elapsed.TotalSeconds:0} s.");
                await Task.Delay(Pause, TimeProvider.System);
            }

            return watch.Elapsed.TotalMilliseconds;
        }
        finally
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }
    }

    private static async Task<bool> IsReady(HttpClient client, int ops)
    {
        try
        {
            using var answer = await client.GetAsync(new Uri($"http://127.0.0.1:{ops}/health/ready"));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
