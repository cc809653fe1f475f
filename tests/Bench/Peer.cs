using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;

namespace Portal.Tests.Bench;

/// <summary>A server under measurement: a process of its own on a loopback port, killed with its children at the end.</summary>
internal sealed class Peer : IAsyncDisposable
{
    private readonly Process process;

    private Peer(string name, int port, Process process)
    {
        Name = name;
        Port = port;
        this.process = process;
    }

    public string Name { get; }

    public int Port { get; }

    /// <summary>Of the process.</summary>
    public int Id => process.Id;

    public static async Task<Peer> Start(string name, int port, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        start.Environment["DOTNET_gcServer"] = "1";
        var started = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        var last = new Queue<string>();
        DataReceivedEventHandler keep = (_, line) =>
        {
            lock (last)
            {
                last.Enqueue(line.Data ?? "");
                while (last.Count > 20)
                    last.Dequeue();
            }
        };
        started.OutputDataReceived += keep;
        started.ErrorDataReceived += keep;
        started.BeginOutputReadLine();
        started.BeginErrorReadLine();
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < TimeSpan.FromSeconds(60);)
        {
            if (started.HasExited)
                break;
            try
            {
                using var probe = new TcpClient();
                await probe.ConnectAsync("127.0.0.1", port);
                return new Peer(name, port, started);
            }
            catch (SocketException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
            }
        }

        lock (last)
            throw new InvalidOperationException($"{name} did not listen on {port}:\n{string.Join('\n', last)}");
    }

    /// <summary>Processor time of the process and its children so far, in seconds.</summary>
    public double ProcessorSeconds()
    {
        var total = 0.0;
        foreach (var id in Family())
        {
            try
            {
                var fields = File.ReadAllText($"/proc/{id}/stat").Split(") ", 2)[1].Split(' ');
                total += (
                    long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture)) / 100.0;
            }
            catch (IOException)
            {
                // It ended between the listing and the look.
            }
        }

        return total;
    }

    /// <summary>Resident memory in MiB.</summary>
    public double ResidentMebibytes()
    {
        process.Refresh();
        return process.WorkingSet64 / 1048576.0;
    }

    /// <summary>The most resident memory that it ever had, in MiB.</summary>
    public double PeakMebibytes()
    {
        process.Refresh();
        return process.PeakWorkingSet64 / 1048576.0;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private List<int> Family()
    {
        var family = new List<int> { process.Id };
        for (var i = 0; i < family.Count; i++)
        {
            var children = $"/proc/{family[i]}/task/{family[i]}/children";
            if (File.Exists(children))
                family.AddRange(
                    File.ReadAllText(children).Split(' ', StringSplitOptions.RemoveEmptyEntries)
                        .Select(id => int.Parse(id, CultureInfo.InvariantCulture)));
        }

        return family;
    }
}
