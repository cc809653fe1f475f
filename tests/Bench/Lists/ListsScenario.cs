using System.Diagnostics;
using Portal.ApiKeys;
using Portal.Audit;
using Portal.Brands;
using Portal.Customers;
using Portal.Domains;
using Portal.Files;
using Portal.Lists;
using Portal.Mail;
using Portal.Storage;
using Portal.Tests.Cluster.Lists;

namespace Portal.Tests.Bench.Lists;

/// <summary>Each list, asked for everything that its plan lets be asked, as the faces ask it: the time of the server alone.</summary>
internal static class ListsScenario
{
    private const int Asks = 60;
    private const int AsksOfPairs = 5;

    public static async Task<int> Run(string[] args)
    {
        var isSqlite = args.Contains("--sqlite");
        var volume = new ListVolume(Number("--customers", isSqlite ? 10_000 : 1_000_000), Number("--domains", isSqlite ? 10_000 : 100_000));
        await using var store = await ListStore.Open(isSqlite, Text("--connection"));
        var clock = Stopwatch.StartNew();
        if ((await new BrandDirectory(store.Database, store.Reader).List(new ListQuery(Limit: 1), default)).Items.Count == 0)
            await volume.Fill(store.Database);
        Console.Error.WriteLine($"filled in {clock.Elapsed.TotalSeconds:N0} s");
        var only = Text("--only");
        var report = new ListReport(isAll: args.Contains("--all"));
        foreach (var list in Lists(store).Where(list => only is null || only == list.Name))
            await Ask(list, await ListValues.Of(store.Database, list.Plan), report, isAlone: args.Contains("--alone"));
        await Offered(store, report);
        return 0;

        string? Text(string name) => Array.IndexOf(args, name) is >= 0 and var at ? args[at + 1] : null;

        int Number(string name, int otherwise) =>
            Text(name) is { } text ? int.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : otherwise;
    }

    private static async Task Ask(AskedList list, ListValues values, ListReport report, bool isAlone)
    {
        foreach (var ask in ListAsk.All(list.Plan, values).Where(ask => !isAlone || !ask.IsPair))
        {
            await list.Ask(Counted(ask.Query(0)));
            for (var turn = 0; turn < (ask.IsPair ? AsksOfPairs : Asks); turn++)
                await report.Time(list.Name, ask.Line, ask.IsPair, () => list.Ask(Counted(ask.Query(turn))));
            if (ask.Line == "first page" || ask.Line.StartsWith("sort ", StringComparison.Ordinal))
                await Thousandth(list, ask, report);
        }

        report.Print(list.Name);
    }

    // What stands in the page of customers beside its rows.
    private static async Task Offered(ListStore store, ListReport report)
    {
        var (customers, brands) = (new CustomerDirectory(store.Database, store.Reader), new BrandDirectory(store.Database, store.Reader));
        for (var turn = 0; turn < Asks; turn++)
        {
            await report.Time("filters", "tags and brands to choose from", false, async () =>
            {
                await customers.Tags(default);
                await brands.List(new ListQuery(Limit: 500), default);
                return new AskedPage(null, false);
            });
        }

        report.Print("filters");
    }

    // Where it stands is come by without being timed.
    private static async Task Thousandth(AskedList list, ListAsk ask, ListReport report)
    {
        var query = ask.Query(0);
        for (var at = 0; at < 100; at++)
        {
            if ((await list.Ask(query with { Limit = 500 })).Next is not { } next)
                return;
            query = query with { Cursor = next };
        }

        for (var at = 0; at < 10; at++)
        {
            var next = "";
            await report.Time(list.Name, "page 1,000, " + ask.Line, false, async () =>
            {
                var page = await list.Ask(Counted(query));
                next = page.Next;
                return page;
            });
            query = query with { Cursor = next };
        }
    }

    private static ListQuery Counted(ListQuery query) => query with { CountTo = 10_000, Patience = ListPatience.Usual };

    private static AskedList[] Lists(ListStore store)
    {
        var (database, reader) = (store.Database, store.Reader);
        var customers = new CustomerDirectory(database, reader);
        return
        [
            AskedList.Of("customers", CustomerList.Plan, query => customers.List(new CustomerQuery(query), default)),
            AskedList.Of("carriers", CustomerList.Plan, query => customers.List(new CustomerQuery(query, CustomerKind.Carrier), default)),
            AskedList.Of("domains", DomainList.Plan, query => new DomainDirectory(database, reader).List(query, default)),
            AskedList.Of("brands", BrandList.Plan, query => new BrandDirectory(database, reader).List(query, default)),
            AskedList.Of("audit", AuditList.Plan, query => new AuditReader(reader).List(query, null, default)),
            AskedList.Of("mail", MailList.Plan, query => new MailLog(database, reader).List(null, null, query, default)),
            AskedList.Of("files", FileList.Plan, query => new FileDirectory(database, reader, []).List(query, default)),
            AskedList.Of("keys", ApiKeyList.Plan, query => new ApiKeyDirectory(database, reader).List(query, default)),
        ];
    }
}

/// <param name="Next">The cursor of the next page.</param>
/// <param name="IsRefused">It said what to narrow.</param>
internal sealed record AskedPage(string? Next, bool IsRefused);

internal sealed record AskedList(string Name, ListPlan Plan, Func<ListQuery, Task<AskedPage>> Ask)
{
    public static AskedList Of<T>(string name, ListPlan plan, Func<ListQuery, Task<Page<T>>> ask) => new(name, plan, async query =>
    {
        var page = await ask(query);
        return new AskedPage(
            page.Next, page.Problems.Any(problem => problem.Reason.Contains("longer than a second", StringComparison.Ordinal)));
    });
}
