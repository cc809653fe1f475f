using Portal.Tests.Bench;
using Portal.Tests.Bench.Calls;
using Portal.Tests.Bench.Fleet;
using Portal.Tests.Bench.Lists;
using Portal.Tests.Bench.Releases;

// Each scenario measures ours and its peers in one run, in turn, and prints medians and ratios.
return args switch
{
    ["front", ..] => await FrontScenario.Run(args[1..]),
    ["tls", ..] => await TlsScenario.Run(args[1..]),
    ["change", ..] => await ChangeScenario.Run(args[1..]),
    ["start"] => await StartScenario.Run(),
    ["memory", ..] => await MemoryScenario.Run(args[1..]),
    ["signin"] => await SignInScenario.Run(),
    ["razor", var port, var certificate, var page] =>
        await RazorPeer.Serve(int.Parse(port, System.Globalization.CultureInfo.InvariantCulture), certificate, page),
    ["silent"] => await SilentScenario.Run(),
    ["signin-flood"] => await SignInFloodScenario.Run(),
    ["timing"] => await TimingScenario.Run(),
    ["frozen", ..] => await FrozenScenario.Run(args[1..]),
    ["save-late"] => await SaveLateScenario.Run(),
    ["drain"] => await DrainScenario.Run(),
    ["clock"] => await ClockScenario.Run(),
    ["releases", var before, var after] => await ReleasesScenario.Run(before, after),
    ["lists", ..] => await ListsScenario.Run(args[1..]),
    ["cdr", ..] => await CdrScenario.Run(args[1..]),
    ["archive", ..] => await ArchiveScenario.Run(args[1..]),
    ["alerts", ..] => await AlertsScenario.Run(args[1..]),
    ["seed", var count] => await Seed.Only(int.Parse(count, System.Globalization.CultureInfo.InvariantCulture)),
    ["bare", var port, var certificate, var body] =>
        await BareKestrel.Serve(int.Parse(port, System.Globalization.CultureInfo.InvariantCulture), certificate, body),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        usage: Bench front [few] [many]   requests/s of the sign-in page against bare Kestrel, nginx and Caddy (1000 and 100000 domains)
               Bench tls [names]          full and resumed handshakes/s over that many certificates (10000)
               Bench signin               requests/s of a signed-in page with 10000 sessions on 1000 domains against the same markup as a Razor component
               Bench memory [--hosts N] [--sessions N]   what hosts visited once (100000) and sessions used once (10000)
                                          leave in memory; needs dotnet-gcdump
               Bench silent               30000 connections that say nothing, at several file limits
               Bench signin-flood         another tenant's page and sign-in during 300 parallel sign-ins
               Bench timing               whether the time of an answer tells known addresses from unknown ones
               Bench start                from the start of the process until it is ready
               Bench seed <domains>       makes the data of the others ahead of time
               Bench frozen [--soak M]    a member of three stands still and thaws; or M minutes under stress-ng: none may be put out
               Bench save-late            what saves are answered while what follows them hangs on a member that stands still
               Bench drain                SIGTERM and Ctrl+C at one of two members with visitors on kept connections
               Bench clock                the clock of one of two members is set back and forward (needs faketime)
               Bench lists [--customers N] [--domains N] [--sqlite] [--connection text] [--only list] [--alone] [--all]
                                          every list asked for all that it can be (1000000 and 100000; SQLite: 10000 each)
               Bench cdr [--calls N] [--sqlite]   intake, pages and sums of calls against the same SQL by hand (10000000; SQLite: 200000)
               Bench archive [--calls N]   a month of calls (1000000) in PostgreSQL and as Parquet: size, time, pages
               Bench alerts [--calls N] [--alerts N] [--sqlite]   processor time of judging alerts each minute (500 on 1000000 calls a day)
               Bench releases BEFORE AFTER  two builds on one store, side by side and in turn: what either wrote stays
               Bench change [times]       from the answer to a save until the page shows it (500)
        """);
    return 2;
}
