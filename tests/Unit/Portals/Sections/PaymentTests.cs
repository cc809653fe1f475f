using Portal.Customers;

namespace Portal.Tests.Unit.Portals.Sections;

public sealed class PaymentTests : IAsyncDisposable
{
    private readonly SectionWorld world = new();

    [Fact]
    public async Task What_follows_a_number_sign_is_seen_nowhere()
    {
        world.Items.Add(new Payment { Total = 5, Currency = "USD", Description = "Welcome credit # bad debtor" });
        world.Items.Add(new Payment { Total = 6, Currency = "USD", Description = "#only for staff" });
        foreach (var path in (string[])["/payments", "/payments.csv", "/dashboard"])
        {
            var body = (await world.Get(path))!.Body;
            Assert.DoesNotContain("debtor", body, StringComparison.Ordinal);
            Assert.DoesNotContain("only for staff", body, StringComparison.Ordinal);
        }

        Assert.Contains("Welcome credit", (await world.Get("/payments"))!.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_balance_runs_and_only_completed_ones_in_the_customers_currency_move_it()
    {
        world.Items.Add(new Payment { Total = 10, Currency = "USD" });
        world.Items.Add(new Payment { Total = 20, Currency = "USD", Status = PaymentStatus.Pending });
        world.Items.Add(new Payment { Total = 30, Currency = "EUR" });
        world.Items.Add(new Payment { Total = -4, Currency = "USD" });
        var answer = (await world.Get("/payments"))!;
        Assert.Equal("$6.00", answer.Text(".portal-balance-amount"));
        Assert.Equal(["$6.00", "$10.00", "$10.00", "$10.00"], Balances(answer));
        Assert.Equal(
            ["-$4.00", "€30.00", "$20.00", "$10.00"],
            answer.Page.QuerySelectorAll("tbody tr").Select(r => r.QuerySelector("td:nth-child(4)")!.TextContent.Trim()));
        Assert.Equal("4 payments", answer.Text(".portal-count"));
    }

    [Fact]
    public async Task The_balance_goes_on_over_pages_and_agrees_with_the_export()
    {
        for (var i = 1; i <= 120; i++)
            world.Items.Add(new Payment { Total = i, Currency = "USD" });
        var seen = new List<string>();
        string? path = "/payments";
        while (path is not null)
        {
            var answer = (await world.Get(path))!;
            seen.AddRange(Balances(answer));
            path = answer.Page.QuerySelector(".portal-pages a[rel=next]")?.GetAttribute("href");
        }

        Assert.Equal(120, seen.Count);
        Assert.Equal("$7,260.00", seen[0]);
        Assert.Equal("$1.00", seen[^1]);
        var lines = (await world.Get("/payments.csv"))!.Body.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("time,description,method,status,total,currency,balance", lines[0]);
        Assert.Equal("2026-08-17T00:30:00+02:00,,,completed,1.00,USD,1.00", lines[^1]);
        Assert.EndsWith(",120.00,USD,7260.00", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Days_keep_the_list_to_them_and_the_balance_is_what_it_was_then()
    {
        foreach (var (day, hour) in ((int, int)[])[(1, 12), (10, 22), (20, 12), (30, 21)])
            world.Items.Add(
                new Payment { Total = day, Currency = "USD", Time = new DateTimeOffset(2026, 7, day, hour, 0, 0, TimeSpan.Zero) });
        // 22:00 of the tenth is the eleventh in Berlin; 21:00 of the thirtieth is still that day.
        var answer = (await world.Get("/payments?from=2026-07-11&to=2026-07-30"))!;
        Assert.Equal(["$61.00", "$31.00", "$11.00"], Balances(answer));
        Assert.Equal("3 payments", answer.Text(".portal-count"));
        Assert.Equal("2026-07-11", answer.Page.QuerySelector("#from")!.GetAttribute("value"));
        var file = answer.Page.QuerySelectorAll(".portal-actions a").Select(a => a.GetAttribute("href")!).First();
        Assert.EndsWith("&from=2026-07-11&to=2026-07-30", file, StringComparison.Ordinal);
        var lines = (await world.Get(file))!.Body.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["61.00", "31.00", "11.00"], lines.Skip(1).Select(line => line.Split(',')[^1]));
        Assert.Equal("Nothing happened in this time.", (await world.Get("/payments?to=2026-06-30"))!.Text(".portal-empty"));
    }

    [Theory]
    [InlineData("from=yesterday", "#from-error", "Enter a date.")]
    [InlineData("from=2026-07-11&to=2026-07-10", "#to-error", "This day is before the first one.")]
    public async Task A_day_that_is_none_is_said_at_its_field_and_nothing_is_listed(string query, string at, string said)
    {
        world.Items.Add(new Payment { Total = 5, Currency = "USD" });
        foreach (var path in (string[])["/payments?", "/payments.csv?"])
        {
            var answer = (await world.Get(path + query))!;
            Assert.Equal(422, answer.Status);
            Assert.Equal(said, answer.Text(at));
            Assert.Empty(answer.Page.QuerySelectorAll("tbody tr"));
        }
    }

    [Fact]
    public async Task Nobody_elses_rows_are_among_them()
    {
        world.Items.Add(new Payment { Total = 99, Currency = "USD", Description = "foreign" }, "c_2");
        var answer = (await world.Get("/payments"))!;
        Assert.Equal("$0.00", answer.Text(".portal-balance-amount"));
        Assert.NotEqual("", answer.Text(".portal-empty"));
        Assert.Null(answer.Page.QuerySelector("a[href$='.csv']"));
        Assert.DoesNotContain("foreign", (await world.Get("/payments.csv"))!.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Times_are_the_persons_and_the_exact_one_is_there()
    {
        world.Items.Add(new Payment { Total = 5, Currency = "USD", Time = new DateTimeOffset(2026, 7, 1, 22, 30, 5, TimeSpan.Zero) });
        var english = (await world.Get("/payments"))!.Page;
        Assert.Contains("Europe/Berlin", english.QuerySelector("th")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("2 Jul 2026 00:30", english.QuerySelector("td time")!.TextContent);
        Assert.Equal("1 Jul 2026 22:30:05 UTC", english.QuerySelector("td time")!.GetAttribute("title"));
        var german = (await world.Get("/payments", "de"))!.Page;
        Assert.Equal("02.07.2026 00:30", german.QuerySelector("td time")!.TextContent);
        Assert.Equal("5,00\u00a0$", german.QuerySelector(".portal-balance-amount")!.TextContent);
    }

    private static IEnumerable<string> Balances(Answered answer) =>
        answer.Page.QuerySelectorAll("tbody tr").Select(r => r.QuerySelector("td:last-child")!.TextContent.Trim());

    public ValueTask DisposeAsync() => world.DisposeAsync();
}
