using Portal.Customers;
using Portal.Saving;
using Portal.Tests.Cluster.Hosting;

namespace Portal.Tests.Cluster.Customers;

/// <summary>What hangs on a customer: each row once, the balance exact, a template of one moment.</summary>
public abstract class CustomerItemTests(ClusterFixture cluster) : CustomerScenarios(cluster)
{
    private static ItemSettings[] OfEach =>
    [
        Credit,
        new CustomerRoute { Name = "Premium", Prefix = "49", SipPing = SipPing.Both },
        new CustomerPackage { Name = "Ten numbers", Retail = 12.5m, Start = new DateOnly(2027, 1, 1), Quantity = 10 },
        new CustomerAlert { Title = "Low", Area = AlertArea.Balance, Operator = AlertOperator.Lt, Threshold = -1.5m },
        new CustomerContract
        {
            Name = "Terms",
            Text = "…",
            Required = true,
            GraceUntil = new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero),
        },
    ];

    [Fact]
    public async Task What_a_sign_up_brings_is_there_once_however_often_it_is_repeated()
    {
        for (var i = 0; i < 3; i++)
        {
            await Add(OfEach);
            await Cluster.Deactivate(Grain);
        }

        foreach (var (_, number) in await Items.Counts(Id, Stop))
            Assert.Equal(1, number);
        var payment = Assert.IsType<Payment>(Assert.Single(await All(ItemKind.Payment)).Settings);
        Assert.Equal((5.00m, "USD", "Welcome"), (payment.Total, payment.Currency, payment.PublicDescription));
        Assert.NotNull(payment.Time);
        Assert.Equal(new Money(5.00m, "USD"), (await Row()).Balance);
        Assert.Equal(new Money(5.00m, "USD"), await Items.Balance(Id, "USD", Stop));
    }

    [Fact]
    public async Task Rows_that_could_not_be_written_are_written_once_later()
    {
        await Cluster.Without("portal_customer_tags", async () =>
        {
            await Add(OfEach);
            await Cluster.Deactivate(Grain);
            await Add(OfEach);
            Saved(await Grain.AddItem(Credit with { Total = 1 }, By(Operation("one"))));
        });
        await Eventually.Holds(async () => (await All(ItemKind.Payment)).Count == 2, "the rows are written");
        Assert.Equal(new Money(6.00m, "USD"), await Items.Balance(Id, "USD", Stop));
        Assert.Equal(1, (await Items.Counts(Id, Stop))[ItemKind.Contract]);
    }

    [Fact]
    public async Task The_same_operation_adds_one_row_and_changes_it_once()
    {
        await Add();
        var first = Saved(await Grain.AddItem(Credit, By(Operation("pay"))));
        await Cluster.Deactivate(Grain);
        Assert.Equal(first.Id, Saved(await Grain.AddItem(Credit, By(Operation("pay")))).Id);
        var changed = Saved(await Grain.SaveItem(first.Id, Credit with { Total = 7 }, By(Operation("change"))));
        Assert.Equal(changed.Version, Saved(await Grain.SaveItem(first.Id, Credit with { Total = 7 }, By(Operation("change")))).Version);
        Assert.Equal(((Payment)first.Settings).Time, ((Payment)changed.Settings).Time);
        Assert.Equal(new Money(7m, "USD"), await Items.Balance(Id, "USD", Stop));
        Assert.Equal(SaveOutcome.Conflict, (await Grain.SaveItem(first.Id, Credit, By(Operation("late"), first.Version))).Outcome);
        Saved(await Grain.DeleteItem(ItemKind.Payment, first.Id, By(Operation("delete"))));
        Saved(await Grain.DeleteItem(ItemKind.Payment, first.Id, By(Operation("delete"))));
        Assert.Equal(SaveOutcome.NotFound, (await Grain.DeleteItem(ItemKind.Payment, first.Id, By(Operation("delete2")))).Outcome);
        Assert.Empty(await All(ItemKind.Payment));
    }

    [Fact]
    public async Task The_balance_is_exact_and_counts_what_was_completed_in_the_customers_currency()
    {
        await Add();
        Payment[] payments =
        [
            Credit with { Total = 0.1m },
            Credit with { Total = 0.2m },
            Credit with { Total = 1_000_000_000.01m },
            Credit with { Total = -0.3m },
            Credit with { Total = 40, Status = PaymentStatus.Pending },
            Credit with { Total = 50, Status = PaymentStatus.Cancelled },
            Credit with { Total = 60, Currency = "EUR" },
        ];
        for (var i = 0; i < payments.Length; i++)
            Saved(await Grain.AddItem(payments[i], By(Operation($"pay{i}"))));
        Assert.Equal(new Money(1_000_000_000.01m, "USD"), await Items.Balance(Id, "USD", Stop));
        Assert.Equal(new Money(60m, "EUR"), await Items.Balance(Id, "EUR", Stop));
        Assert.Equal(new Money(0, "GBP"), await Items.Balance(Id, "GBP", Stop));
        var all = await Items.Balances(Id, Stop);
        Assert.Equal((1_000_000_000.01m, 60m, 0m), (all.In("USD").Amount, all.In("EUR").Amount, all.In("GBP").Amount));
        Assert.Equal(new Money(1_000_000_000.01m, "USD"), Assert.Single((await Directory.List(Query(Settings.Name), Stop)).Items).Balance);
    }

    [Fact]
    public async Task Rows_are_listed_newest_first_in_pages_and_read_as_a_whole_in_the_same_order()
    {
        await Add();
        var start = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        for (var i = 0; i < 7; i++)
            Saved(
                await Grain.AddItem(
                    Credit with { Total = i + 1, Time = start.AddDays(i % 5), Method = i == 3 ? "Voucher" : null },
                    By(Operation($"pay{i}"))));
        var seen = new List<ItemView>();
        string? cursor = null;
        do
        {
            var page = await Items.List(Id, ItemKind.Payment, new Storage.ListQuery(Limit: 3, Cursor: cursor), Stop);
            seen.AddRange(page.Items);
            cursor = page.Next;
        }
        while (cursor is not null);
        Assert.Equal(7, seen.Select(item => item.Id).Distinct().Count());
        Assert.Equal(
            seen.Select(item => ((Payment)item.Settings).Time).OrderDescending(), seen.Select(item => ((Payment)item.Settings).Time));
        Assert.Equal(seen.Select(item => item.Id), (await All(ItemKind.Payment)).Select(item => item.Id));
        Assert.Equal((start, start.AddDays(4)), await Items.Span(Id, ItemKind.Payment, Stop));
        Assert.Single((await Items.List(Id, ItemKind.Payment, new Storage.ListQuery("VOUCH"), Stop)).Items);
        var later = new Storage.ListQuery { CountTo = 100 }.With("from", "2026-01-02").With("before", "2026-01-04");
        var found = await Items.List(Id, ItemKind.Payment, later, Stop);
        Assert.Equal((3, 3), (found.Items.Count, found.Count));
        Assert.Empty((await Items.List(Id, ItemKind.Payment, new Storage.ListQuery().With("status", "pending"), Stop)).Items);
        Assert.Equal(7, (await Items.List(Id, ItemKind.Payment, new Storage.ListQuery().With("status", "completed"), Stop)).Items.Count);
        foreach (var item in seen)
        {
            var until = seen.SkipWhile(one => one != item).Sum(one => ((Payment)one.Settings).Total);
            Assert.Equal(new Money(until, "USD"), await Items.BalanceAfter(Id, "USD", item.Id, Stop));
        }

        Assert.Null(await Items.Find("c_other", ItemKind.Payment, seen[0].Id, Stop));
    }

    [Fact]
    public async Task A_contract_is_approved_once_and_closes_nothing_from_then_on()
    {
        var made = await Add(OfEach);
        var due = (await Grain.GetSnapshot(0))!;
        Assert.Equal(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero), due.ContractsDueAt);
        Assert.Null(due.Settings!.PrivateNotes);
        Assert.Null(await Grain.GetSnapshot(made.Version));
        var contract = Assert.Single(await All(ItemKind.Contract));
        Refused(SaveOutcome.Invalid, "approver", await Grain.ApproveContract(contract.Id, "  ", By(Operation("blank"))));
        Assert.Equal(
            SaveOutcome.Conflict,
            (await Grain.ApproveContract(
                contract.Id, "Ann", By(Operation("stale")) with { ExpectedVersion = contract.Version + 1 })).Outcome);
        Saved(await Grain.ApproveContract(contract.Id, " Ann ", By(Operation("approve")) with { ExpectedVersion = contract.Version }));
        var second = Saved(
            await Grain.ApproveContract(contract.Id, "Bob", By(Operation("again")) with { ExpectedVersion = contract.Version }));
        Assert.Equal("Ann", ((CustomerContract)second.Settings).ApprovedBy);
        var open = (await Grain.GetSnapshot(made.Version))!;
        Assert.Null(open.ContractsDueAt);
        var saved = Saved(
            await Grain.SaveItem(
                contract.Id,
                new CustomerContract { Name = "Terms 2", Required = true, GraceUntil = DateTimeOffset.UnixEpoch.AddYears(60) },
                By(Operation("save"))));
        Assert.Equal("Ann", ((CustomerContract)saved.Settings).ApprovedBy);
        Assert.Null(await Grain.GetSnapshot(open.Version));
    }

    [Fact]
    public async Task A_template_is_document_and_rows_of_one_moment()
    {
        await Add(OfEach);
        await Cluster.Deactivate(Grain);
        var template = (await Grain.GetTemplate())!;
        Assert.Equal(Settings.Name, template.Settings.Name);
        Assert.Equal(Enum.GetValues<ItemKind>().Order(), template.Items.Select(item => item.Settings.Kind).Order());
        Assert.Null(await At("c_nobody").GetTemplate());
    }
}

public sealed class CustomerItemsOnSqlite(SqliteCluster cluster) : CustomerItemTests(cluster), IClassFixture<SqliteCluster>;

public sealed class CustomerItemsOnPostgres(PostgresCluster cluster) : CustomerItemTests(cluster), IClassFixture<PostgresCluster>;
