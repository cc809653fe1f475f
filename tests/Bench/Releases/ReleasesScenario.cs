using System.Globalization;
using Portal.Tests.Bench.Fleet;
using Portal.Tests.Cluster.Hosting;

namespace Portal.Tests.Bench.Releases;

/// <summary>
/// A release and the next one on one store (ADR 0016): side by side on PostgreSQL under saves through both, then the older alone, as
/// after a rollback; and in turn on one SQLite file. Nothing that either wrote may be lost, and nobody may get a 5xx. The later build
/// knows what <c>next.patch</c> adds: a setting, a part, a value of an enumeration, a kind of row, a method of a grain.
/// </summary>
internal static class ReleasesScenario
{
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(40);

    /// <param name="before">The folder of the older build's <c>WebHost.dll</c>.</param>
    /// <param name="after">The newer one's.</param>
    public static async Task<int> Run(string before, string after)
    {
        Figures.Row("store", "saves by the older", "saves by the newer", "pages", "5xx", "lost");
        Figures.Row("---", "---:", "---:", "---:", "---:", "---:");
        var good = await SideBySide(before, after);
        return await InTurn(before, after) && good ? 0 : 1;
    }

    private static async Task<bool> SideBySide(string before, string after)
    {
        var folder = Directory.CreateTempSubdirectory("portal-bench-releases").FullName;
        await using var store = await PostgresProcess.Start("max_connections=300");
        var text = store.Text("postgres");
        await using (var verb = new Member(-1, folder, text, build: after))
            await verb.Execute("migrate");
        await using var older = new Member(0, folder, text, build: before);
        await using var newer = new Member(1, folder, text, build: after);
        await older.Start();
        var both = new BothWriters(older);
        await both.Make();
        await newer.Start();
        await both.Write(older, newer, Time);
        var lost = await both.Lost(older, newer);
        // A rollback: the older one alone, then the newer one again.
        await newer.Signal("TERM");
        await newer.Ends();
        await both.Write(older, null, TimeSpan.FromSeconds(10));
        await newer.Start();
        lost += await both.Lost(older, newer);
        return Tell("PostgreSQL, side by side and rolled back", both, lost);
    }

    private static async Task<bool> InTurn(string before, string after)
    {
        var folder = Directory.CreateTempSubdirectory("portal-bench-releases").FullName;
        await using var newer = new Member(0, folder, null, build: after);
        await using var older = new Member(1, folder, null, build: before);
        await newer.Start();
        var both = new BothWriters(newer);
        await both.Make();
        var lost = 0;
        for (var turn = 0; turn < 3; turn++)
        {
            await both.Write(null, newer, TimeSpan.FromSeconds(5));
            await Change(newer, older);
            await both.Write(older, null, TimeSpan.FromSeconds(5));
            await Change(older, newer);
            lost += await both.Lost(null, newer);
        }

        return Tell("SQLite, in turn", both, lost);

        static async Task Change(Member from, Member to)
        {
            await from.Signal("TERM");
            await from.Ends();
            await to.Start();
        }
    }

    private static bool Tell(string store, BothWriters both, int lost)
    {
        Figures.Row(
            store, Number(both.SavesByOlder), Number(both.SavesByNewer), Number(both.Pages), Number(both.Failures.Count), Number(lost));
        foreach (var group in both.Failures.GroupBy(failure => failure))
            Console.WriteLine($"{group.Count()} × {group.Key}");
        foreach (var line in both.Losses)
            Console.WriteLine(line);
        return both.Failures.IsEmpty && lost == 0;
    }

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
