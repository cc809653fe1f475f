using System.Globalization;
using Dapper;
using Portal.Calls;
using Portal.Tests.Bench.Lists;

namespace Portal.Tests.Bench.Calls;

/// <summary>
/// Calls at size: how fast they come in, and how fast pages, sums and files of them are, beside the plain SQL of the same; and how all that
/// grows with them.
/// </summary>
internal static class CdrScenario
{
    // Of the intake's own measure: they come last, into tables that are as large as they get.
    private const int MostTaken = 500_000;

    private static readonly int[] Beside = [200_000, 1_000_000];

    public static async Task<int> Run(string[] args)
    {
        var isSqlite = args.Contains("--sqlite");
        var count = Number(args, "--calls", isSqlite ? 200_000 : 10_000_000);
        var connection = Array.IndexOf(args, "--connection") is >= 0 and var at ? args[at + 1] : null;
        var isAlone = isSqlite || connection is not null || args.Contains("--alone");
        int[] sizes = isAlone ? [count] : [.. Beside.Where(size => size < count), count];
        var found = new List<CdrFigures>();
        foreach (var size in sizes)
        {
            found.Add(await Measure(
                isSqlite,
                connection,
                new CallVolume(size, Number(args, "--days", 100), Number(args, "--customers", 1000)),
                takes: !args.Contains("--reads")));
        }

        CdrFigures.Growth(found);
        return 0;
    }

    private static async Task<CdrFigures> Measure(bool isSqlite, string? connection, CallVolume volume, bool takes)
    {
        await using var store = await ListStore.Open(isSqlite, connection);
        var figures = new CdrFigures(volume.Calls);
        if (!await CallFill.IsThere(store))
            await Fill(store, volume, takes, figures);
        await CdrShape.Print(store, volume, figures);
        await CdrCustomers.Make(store, volume);
        var month = new CallQuery(volume.End.AddDays(-30), volume.End) { Customer = CallVolume.Customer(0) };
        await using var front = await CdrFront.Start(store);
        await front.Warm(month);
        CdrFigures.Head();
        await CdrPages.Measure(store, month, front, figures);
        await CdrSums.Measure(store, month, front, figures);
        await CdrExport.Measure(store, month, front, figures);
        front.Print(figures);
        figures.Line("proof of all days, s", (await CdrFigures.Time(() => store.Proof.Prove(default))).TotalSeconds);
        return figures;
    }

    private static async Task Fill(ListStore store, CallVolume volume, bool takes, CdrFigures figures)
    {
        var isSqlite = store.Connection is null;
        var last = takes ? Math.Min(volume.Calls / 10, MostTaken) : 0;
        using var lines = volume.Lines().GetEnumerator();
        var filled = await CdrFigures.Time(() => CallFill.Of(store, volume, Next(lines, volume.Calls - last)));
        Console.Error.WriteLine($"{volume.Calls - last:N0} calls copied and summed in {filled.TotalSeconds:N0} s");
        if (last > 0)
            await CdrIntake.Measure(store, volume, Next(lines, last), last, figures);
        if (!isSqlite)
        {
            await using var connection = await store.Database.Write.OpenConnectionAsync();
            await connection.ExecuteAsync("VACUUM ANALYZE", commandTimeout: 3600);
        }
    }

    private static IEnumerable<CallLine> Next(IEnumerator<CallLine> lines, int count)
    {
        for (var i = 0; i < count && lines.MoveNext(); i++)
            yield return lines.Current;
    }

    private static int Number(string[] args, string name, int otherwise) =>
        Array.IndexOf(args, name) is >= 0 and var at ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : otherwise;
}
