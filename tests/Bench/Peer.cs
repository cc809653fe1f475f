using System.Diagnostics;
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
    public double ProcessorSeconds() => ProcessorTime.Of(process.Id);

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
}
