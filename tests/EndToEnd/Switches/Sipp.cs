using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Portal.Tests.EndToEnd.Parts;

namespace Portal.Tests.EndToEnd.Switches;

/// <summary>SIPp's own counters of one caller.</summary>
internal sealed record SippCounts(int Created, int Successful, TimeSpan Length);

/// <summary>A caller or a callee: SIPp (Debian package <c>sip-tester</c>) with a scenario.</summary>
internal sealed class Sipp : IAsyncDisposable
{
    public const string Callee = "127.0.0.10";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ChildProcess process;
    private readonly string home;
    private readonly string address;
    private readonly int ownPort;
    private readonly string id;

    private Sipp(ChildProcess process, string folder, string from, int port, string name) =>
        (this.process, home, address, ownPort, id) = (process, folder, from, port, name);

    public static Sipp Callees(string folder, string scenario, int port) => new(
        ChildProcess.Start(
            "sipp", ["-sf", File(scenario), "-i", Callee, "-p", Text(port), "-d", "500", "-nd", "-nostdin"], directory: folder),
        folder, Callee, port, scenario);

    /// <summary>Makes one call, or several of them within half a second.</summary>
    /// <param name="from">The address that the switch knows the customer by.</param>
    /// <param name="lasts">Milliseconds, where the scenario ends it.</param>
    public static Sipp Calls(
        string folder, int proxy, string scenario, string from, string caller, string number, int lasts = 0, int calls = 1)
    {
        var port = FreePort.Next();
        var name = $"{scenario}-{number}-{from}";
        return new(
            ChildProcess.Start(
                "sipp",
                [
                    "-sf", File(scenario), "-i", from, "-p", Text(port), $"127.0.0.1:{Text(proxy)}", "-s", number, "-key", "from", caller,
                    "-key", "ua", "SIPp \"test\"", "-cid_str", calls == 1 ? name : name + "-%u", "-m", Text(calls), "-d", Text(lasts),
                    "-nostdin", "-timeout", "120s", "-timeout_error", "-trace_stat", "-stf", Path.Combine(folder, name + ".csv"), "-fd", "1",
                    "-trace_err", "-error_file", Path.Combine(folder, name + ".err"),
                ],
                directory: folder),
            folder, from, port, name);
    }

    /// <summary>Lets a call go on that waits for a word.</summary>
    public async Task GoOn()
    {
        using var socket = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        var here = $"127.0.0.1:{Text(((IPEndPoint)socket.Client.LocalEndPoint!).Port)}";
        await socket.SendAsync(
            Encoding.ASCII.GetBytes(
                $"INFO sip:caller@{address}:{Text(ownPort)} SIP/2.0\r\nVia: SIP/2.0/UDP {here};branch=z9hG4bKgo\r\nFrom: <sip:test@{here}>;tag=go\r\n"
                    + $"To: <sip:caller@{address}>\r\nCall-ID: {id}\r\nCSeq: 900 INFO\r\nContent-Length: 0\r\n\r\n"),
            new IPEndPoint(IPAddress.Parse(address), ownPort),
            TestContext.Current.CancellationToken);
    }

    /// <summary>Waits until the call is over as the scenario has it.</summary>
    public async Task<SippCounts> Ends()
    {
        await Until.Holds(() => Task.FromResult(process.HasExited), Patience, () => $"{id} never ended:\n{Errors()}");
        Assert.True(process.ExitCode == 0, $"{id} ended with {process.ExitCode}:\n{Errors()}");
        var lines = await System.IO.File.ReadAllLinesAsync(
            Path.Combine(home, id + ".csv"), TestContext.Current.CancellationToken);
        var (head, last) = (lines[0].Split(';'), lines[^1].Split(';'));
        return new(
            int.Parse(Value("TotalCallCreated"), CultureInfo.InvariantCulture),
            int.Parse(Value("SuccessfulCall(C)"), CultureInfo.InvariantCulture),
            // 00:00:01:552000
            TimeSpan.ParseExact(Value("CallLength(C)"), @"hh\:mm\:ss\:ffffff", CultureInfo.InvariantCulture));

        string Value(string column) => last[Array.IndexOf(head, column)];
    }

    public ValueTask DisposeAsync() => process.DisposeAsync();

    private string Errors()
    {
        var file = Path.Combine(home, id + ".err");
        return System.IO.File.Exists(file) ? System.IO.File.ReadAllText(file) : string.Join('\n', process.Output.TakeLast(30));
    }

    private static string File(string scenario) => Path.Combine(AppContext.BaseDirectory, "Switches", "Scenarios", scenario + ".xml");

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
