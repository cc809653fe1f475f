using System.Globalization;
using System.Net.Sockets;
using Portal.Tests.EndToEnd.Parts;

namespace Portal.Tests.EndToEnd.Switches;

/// <summary>Debian's Kamailio with the configuration that operators get, its lines to change changed.</summary>
internal sealed class Kamailio : IAsyncDisposable
{
    private readonly ChildProcess process;

    private Kamailio(ChildProcess process) => this.process = process;

    public required int Sip { get; init; }

    public required int Rpc { get; init; }

    public required string Spool { get; init; }

    public static string Shipped => Path.Combine(AppContext.BaseDirectory, "deploy", "switches", "kamailio");

    /// <param name="customers">By address.</param>
    /// <param name="routes">By first digits.</param>
    public static async Task<Kamailio> Start(
        string folder, string name, IReadOnlyDictionary<string, string> customers, IReadOnlyDictionary<string, string> routes)
    {
        var (sip, rpc) = (FreePort.Next(), FreePort.Next());
        var spool = Directory.CreateDirectory(Path.Combine(folder, "spool")).FullName;
        await File.WriteAllLinesAsync(
            Path.Combine(folder, "customers.cfg"), customers.Select(one => $"$sht(customer=>{one.Key}) = \"{one.Value}\";"));
        await File.WriteAllLinesAsync(
            Path.Combine(folder, "routes.cfg"), routes.Select(one => $"$sht(route=>{one.Key}) = \"{one.Value}\";"));
        var file = Path.Combine(folder, "kamailio.cfg");
        await File.WriteAllTextAsync(file, Changed(
            await File.ReadAllTextAsync(Path.Combine(Shipped, "kamailio.cfg")),
            ("sw1.example.net", name),
            ("udp:127.0.0.1:5060", $"udp:127.0.0.1:{Text(sip)}"),
            ("tcp:127.0.0.1:5081", $"tcp:127.0.0.1:{Text(rpc)}"),
            ("/etc/kamailio/customers.cfg", Path.Combine(folder, "customers.cfg")),
            ("/etc/kamailio/routes.cfg", Path.Combine(folder, "routes.cfg")),
            ("/etc/kamailio/cdr.lua", Path.Combine(Shipped, "cdr.lua")),
            ("/run/kamailio/kamailio_ctl", Path.Combine(folder, "ctl"))));
        // -DD: stays in the foreground; -E: its log is its error output; -Y: its own folder; -m, -M: MB of memory.
        var kamailio = new Kamailio(ChildProcess.Start(
            "kamailio",
            [
                "-DD", "-E", "-f", file, "-Y", folder, "-P", Path.Combine(folder, "pid"), "-m", "64", "-M", "16",
                "-A", "NO_ANSWER=2000", "-A", "NO_PICKUP=12000",
            ],
            new Dictionary<string, string> { ["TZ"] = "UTC", ["CDR_SPOOL"] = spool, ["PATH"] = "/usr/sbin:/usr/bin:/bin" },
            folder))
        {
            Sip = sip,
            Rpc = rpc,
            Spool = spool,
        };
        await Until.Holds(
            () => Task.FromResult(kamailio.Answers()),
            TimeSpan.FromSeconds(30),
            () => "Kamailio doesn't answer:\n" + string.Join('\n', kamailio.process.Output));
        return kamailio;
    }

    public async ValueTask DisposeAsync()
    {
        // In good order: its processes take their shared memory with them.
        await process.Stop();
        await process.DisposeAsync();
    }

    private static string Changed(string text, params (string From, string To)[] changes)
    {
        foreach (var (from, to) in changes)
        {
            Assert.Contains(from, text, StringComparison.Ordinal);
            text = text.Replace(from, to, StringComparison.Ordinal);
        }

        return text;
    }

    private bool Answers()
    {
        try
        {
            using var client = new TcpClient("127.0.0.1", Rpc);
            return true;
        }
        catch (SocketException)
        {
            Assert.False(process.HasExited, string.Join('\n', process.Output));
            return false;
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
