using Portal.Calls;
using Portal.Customers;
using Portal.Tests.Cluster.Hosting;

namespace Portal.Tests.Cluster.Calls;

/// <summary>Calls are stored once each, with sums that follow from them, and read by pages.</summary>
public abstract class CallStoreTests(ClusterFixture cluster) : CallWorld(cluster)
{
    [Fact]
    public async Task A_call_reads_as_it_was_sent()
    {
        var call = Made("whole") with
        {
            Carrier = "ca_1",
            CardId = "7",
            TechPrefix = "99#",
            Lrn = "15551234567",
            RingDuration = 4.25m,
            ConnectCost = 0.000001m,
            SipReason = "OK",
            ReleaseReason = "caller hung up",
            PddIn = 900,
            Dtmf = 3,
            SourceIp = "2001:db8::7",
            RecordingFile = "2026/whole.wav",
            Authentication = "sip:ann@example.com",
            Jurisdiction = "interstate",
            Meta = """{"attestation":"A"}""",
            Source = "📞 Jürgen <sip:j@example.com>",
        };
        Assert.Equal((1, 0), Counts(await Add(call)));
        Assert.Equal(call, Assert.Single((await Store.Page(Query, Stop)).Items));
        Assert.Equal(call, await Store.Find(Customer, CallKey.Of(call), Stop));
        Assert.Equal(call, await Store.Find(null, CallKey.Of(call), Stop));
        Assert.Null(await Store.Find("c_other", CallKey.Of(call), Stop));
        Assert.Null(await Store.Find(Customer, CallKey.Of("fs1", "none"), Stop));
    }

    [Fact]
    public async Task A_call_that_comes_again_adds_nothing_and_one_with_other_content_is_told()
    {
        Call[] calls = [Made("a"), Made("b", 1), Made("c", 2)];
        Assert.Equal((3, 0), Counts(await Add(calls)));
        var sums = await Sums();

        var again = await Add([.. calls, Made("b", 1) with { Charge = 9 }, Made("a", 60 * 24)]);
        Assert.Equal((0, 5), Counts(again));
        Assert.Equal([4, 5], again.Differing);
        Assert.Equal(sums, await Sums());
        Assert.Equal(3, (await Store.Page(Query, Stop)).Items.Count);

        var mixed = await Add(calls[0], Made("d", 3), Made("d", 3), Made("c", 2) with { Duration = 1 });
        Assert.Equal((1, 3), Counts(mixed));
        Assert.Equal([4], mixed.Differing);
    }

    [Fact]
    public async Task Switches_that_send_the_same_calls_at_once_store_each_once()
    {
        var calls = Enumerable.Range(0, 200).Select(i => Made($"at once {i} ", i)).ToArray();
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(turn =>
            Task.Run(() => Store.Append(Lines(turn % 2 == 0 ? calls : calls.Reverse()), Stop), Stop)));
        Assert.Equal(200, answers.Sum(answer => answer.Accepted));
        Assert.Equal(600, answers.Sum(answer => answer.Duplicates));
        Assert.All(answers, answer => Assert.Empty(answer.Differing));
        Assert.Equal(200, Assert.Single((await Store.Totals(Query, Stop))!).Attempts);
        Assert.Equal(0, await Proof.Prove(Stop));
    }

    [Fact]
    public async Task Nothing_of_a_batch_stays_that_fails_halfway()
    {
        await Add(Made("before"));
        var sums = await Sums();
        await Assert.ThrowsAnyAsync<Exception>(() => Cluster.Without("portal_call_hours", () => Add(Made("lost", 1))));
        Assert.Equal(sums, await Sums());
        Assert.Single((await Store.Page(Query, Stop)).Items);
        Assert.Equal((1, 0), Counts(await Add(Made("lost", 1))));
    }

    [Fact]
    public async Task Pages_go_through_all_calls_both_ways_in_each_order()
    {
        var calls = Enumerable.Range(0, 23).Select(i => Made($"p{i:00}-", i % 7, charge: i % 5) with
        {
            Duration = i % 4,
            BilledDuration = i % 3 == 0 ? null : i,
            SipCode = i % 6 == 0 ? null : 200 + i % 3,
            Pdd = i % 5 == 0 ? null : i,
            Destination = i % 2 == 0 ? null : $"49{i % 3}",
        }).ToArray();
        await Add(calls);
        foreach (var sort in CallQuery.Sorts.SelectMany(sort => (string[])[sort, "-" + sort]))
        {
            var query = Query with { Sort = sort, Limit = 5 };
            var forth = new List<string>();
            var pages = new List<CallPage>();
            for (var page = await Store.Page(query, Stop); ; page = await Store.Page(query with { Cursor = page.Next }, Stop))
            {
                Assert.Empty(page.Problems);
                forth.AddRange(page.Items.Select(call => call.CallId));
                pages.Add(page);
                if (page.Next is null)
                    break;
            }

            Assert.Equal(5, pages.Count);
            Assert.Equal(23, forth.Distinct().Count());
            var back = await Store.Page(query with { Cursor = pages[^1].Previous }, Stop);
            Assert.Equal(pages[3].Items, back.Items);
            Assert.NotNull(back.Next);
        }

        Assert.Equal(
            calls.OrderByDescending(call => call.CallTime).First().CallTime,
            (await Store.Page(Query with { Limit = 1 }, Stop)).Items[0].CallTime);
        Assert.Equal("sort", Assert.Single((await Store.Page(Query with { Sort = "rate" }, Stop)).Problems).Field);
        Assert.Equal("cursor", Assert.Single((await Store.Page(Query with { Cursor = "x" }, Stop)).Problems).Field);
        var all = new List<Call>();
        await foreach (var call in Store.All(Query, Stop))
            all.Add(call);
        Assert.Equal(23, all.Count);
    }

    [Fact]
    public async Task Each_filter_shows_its_calls_alone_and_their_sums()
    {
        var plain = Made("plain");
        var failed = Made("failed", 1, charge: 0) with { SipCode = 486, Duration = 0, Direction = "inbound", Source = "4930_1" };
        var noCode = Made("no code", 2) with { SipCode = null, DestinationName = "Kenya", Duration = 3, Destination = "254700" };
        await Add(plain, failed, noCode);
        (string Name, CallQuery Query, Call[] Found)[] cases =
        [
            ("range", Query with { To = failed.CallTime }, [plain]),
            ("range's end", Query with { From = failed.CallTime.AddTicks(1) }, [noCode]),
            ("source", Query with { Source = "4930_" }, [failed]),
            ("destination", Query with { Destination = "4915" }, [failed, plain]),
            ("call id", Query with { CallId = plain.CallId }, [plain]),
            ("direction", Query with { Direction = "inbound" }, [failed]),
            ("destination's name", Query with { DestinationName = "Kenya" }, [noCode]),
            ("code", Query with { SipCode = 486 }, [failed]),
            ("connected", Query with { Connected = true }, [noCode, plain]),
            ("not connected", Query with { Connected = false }, [failed]),
            ("duration", Query with { MinDuration = 61 }, [plain]),
            ("another customer", Query with { Customer = "c_nobody" }, []),
            ("a letter in a number", Query with { Destination = "%" }, []),
        ];
        foreach (var (name, query, found) in cases)
        {
            var page = await Store.Page(query, Stop);
            Assert.True(found.SequenceEqual(page.Items), $"{name}: {string.Join(", ", page.Items.Select(call => call.CallId))}");
            Assert.Equal(found.Sum(call => call.Charge), (await Store.Totals(query, Stop))!.Sum(sums => sums.Charge.Amount));
        }

        var totals = Assert.Single((await Store.Totals(Query, Stop))!);
        Assert.Equal((3, 2, 1, 66.67m), (totals.Attempts, totals.Connected, totals.Shorts, decimal.Round(totals.Asr!.Value, 2)));
        Assert.Equal(32.25m, totals.Acd);
    }

    [Fact]
    public async Task Numbers_are_found_in_any_form_and_destinations_are_named_by_how_often_they_are_called()
    {
        var plus = Made("plus") with { Source = "+52155", DestinationName = "Kenya" };
        var zeros = Made("zeros", 1) with { Source = "0052155", DestinationName = "Kenya" };
        var plain = Made("digits", 2) with { Source = "52155", DestinationName = "Kenya" };
        var other = Made("other", 3) with { Source = "155", DestinationName = "Chile" };
        await Add(plus, zeros, plain, other);
        async Task<Call[]> Found(CallQuery query) => [.. (await Store.Page(query, Stop)).Items];
        Assert.Equal([plain, zeros, plus], await Found(Query with { Source = "5215", InAnyForm = true }));
        Assert.Equal([plain], await Found(Query with { Source = "5215" }));
        // Masked too, as far as they are shown.
        var masked = Query with { Source = "52", InAnyForm = true, MaskedBefore = Query.To };
        Assert.Equal(3, (await Found(masked)).Length);
        Assert.Empty(await Found(masked with { Source = "52155" }));
        Assert.Equal(["Kenya", "Chile"], await Store.Destinations(Customer, Query.From, Query.To, Stop));
        Assert.Empty(await Store.Destinations("c_nobody", Query.From, Query.To, Stop));
        Assert.Empty(await Store.Destinations(Customer, Noon.AddDays(20), Noon.AddDays(21), Stop));
    }

    [Fact]
    public async Task What_calls_were_charged_is_no_longer_in_the_balance()
    {
        var items = Cluster.Service<ICustomerItems>();
        await Add(Made("one", charge: 1.000001m), Made("two", 1, charge: 2), Made("euro", 2) with { Currency = "EUR", Charge = 0.5m });
        Assert.Equal(new Money(-3.000001m, "USD"), await items.Balance(Customer, "USD", Stop));
        var balances = await items.Balances(Customer, Stop);
        Assert.Equal((new Money(-3.000001m, "USD"), new Money(-0.5m, "EUR")), (balances.In("USD"), balances.In("EUR")));
        Assert.Equal(
            [new Money(3.000001m, "USD"), new Money(0, "USD")],
            await items.ChargedBetween(Customer, "USD", [Noon.AddHours(1), Noon, Noon.AddDays(-1)], Stop));
    }

    [Fact]
    public async Task A_correction_changes_what_calls_cost_and_all_sums_by_just_that()
    {
        Call[] calls = [Made("a"), Made("b", 1), Made("c", 60 * 24), Made("d", 2)];
        await Add(calls);
        var before = await Sums();
        Call[] corrected =
        [
            calls[0] with { Charge = 0.5m, Rate = 0.4m, BilledDuration = 75, DestinationName = "Germany", DestinationCode = "49" },
            calls[2] with { Charge = 0, CallTime = Noon.AddDays(-9), Source = "changed" },
            Made("not there"),
            calls[3] with { Customer = "c_other" },
        ];
        var would = await Store.Correct(Lines(corrected), dryRun: true, Stop);
        Assert.Equal(before, await Sums());
        var did = await Store.Correct(Lines(corrected), dryRun: false, Stop);
        Assert.Equal(would.Changes, did.Changes);
        Assert.Equal(
            new CallCorrection { Customer = Customer, Currency = "USD", Calls = 2, BeforeMicro = 240_000, AfterMicro = 500_000 },
            Assert.Single(did.Changes));
        Assert.Equal([3, 4], did.Unknown);

        Assert.Equal(corrected[0], await Store.Find(Customer, CallKey.Of(calls[0]), Stop));
        Assert.Equal(calls[2] with { Charge = 0 }, await Store.Find(Customer, CallKey.Of(calls[2]), Stop));
        Assert.Equal(0, await Proof.Prove(Stop));
        Assert.Equal(
            new Money(-0.74m, "USD"), await Cluster.Service<ICustomerItems>().Balance(Customer, "USD", Stop));
        Assert.Equal((0, 4), Counts(await Add(calls)));
        await Store.Correct(Lines(calls), dryRun: false, Stop);
        Assert.Equal(before, await Sums());
    }

    [Fact]
    public async Task Sums_that_are_wrong_are_found_and_made_right_by_the_nightly_proof()
    {
        await Add(Made("a"), Made("b", 100), Made("c", 60 * 24));
        var right = await Sums();
        Assert.Equal(0, await Proof.Prove(Stop));
        Assert.NotNull(await Proof.VerifiedAt(Noon, Noon.AddDays(2), Stop));

        await Add(Made("late", 7), Made("late too", 60 * 24));
        Assert.Null(await Proof.VerifiedAt(Noon, Noon.AddDays(2), Stop));
        right = await Sums();
        await Tell("UPDATE portal_call_days SET charge_micro = charge_micro + 1 WHERE customer = @Customer", new { Customer });
        await Tell("DELETE FROM portal_call_quarters WHERE customer = @Customer", new { Customer });
        await Tell(
            "UPDATE portal_call_dates SET attempts = attempts + 1 WHERE date = @day",
            new { day = CallTimes.DayOf(Noon.ToUnixTimeMilliseconds()) });
        await Tell("UPDATE portal_call_charges SET charge_micro = 0 WHERE customer = @Customer", new { Customer });
        Assert.NotEqual(0, await Proof.Prove(Stop));
        Assert.Equal(right, await Sums());
        Assert.Equal(0, await Proof.Prove(Stop));
    }

    private protected static (int, int) Counts(CallsAppended answer) => (answer.Accepted, answer.Duplicates);

    private async Task<string[]> Sums() =>
    [
        .. await Rows("SELECT * FROM portal_call_days WHERE customer = @Customer ORDER BY 1, 2, 3, 4, 5", new { Customer }),
        .. await Rows("SELECT * FROM portal_call_quarters WHERE customer = @Customer ORDER BY 1, 2, 3", new { Customer }),
        .. await Rows("SELECT * FROM portal_call_charges WHERE customer = @Customer ORDER BY 1, 2", new { Customer }),
        .. await Rows(
            "SELECT * FROM portal_call_hours WHERE hour >= @first AND hour < @last ORDER BY 1, 2, 3, 4",
            new
            {
                first = Noon.AddDays(-5).ToUnixTimeMilliseconds() / CallTimes.Hour,
                last = Noon.AddDays(5).ToUnixTimeMilliseconds() / CallTimes.Hour,
            }),
        .. await Rows(
            "SELECT * FROM portal_call_dates WHERE date >= @first AND date < @last ORDER BY 1, 2, 3, 4",
            new { first = CallTimes.DayOf(Noon.ToUnixTimeMilliseconds()) - 5, last = CallTimes.DayOf(Noon.ToUnixTimeMilliseconds()) + 5 }),
    ];
}

public sealed class CallsOnSqlite(SqliteCluster cluster) : CallStoreTests(cluster), IClassFixture<SqliteCluster>;

public sealed class CallsOnPostgres(PostgresCluster cluster) : CallStoreTests(cluster), IClassFixture<PostgresCluster>
{
    [Fact]
    public async Task Nothing_of_a_batch_stays_whose_copy_breaks_off_and_the_next_comes_in()
    {
        // What the server refuses, and what isn't even sent.
        foreach (var source in (string[])["nu\0l", "half a \ud83d"])
        {
            var calls = Enumerable.Range(0, 3000).Select(i => Made($"broken {i} ", i % 60)).ToArray();
            calls[2500] = calls[2500] with { Source = source };
            await Assert.ThrowsAnyAsync<Exception>(() => Add(calls));
        }

        Assert.Empty((await Store.Page(Query, Stop)).Items);
        Assert.Equal((2, 0), Counts(await Add(Made("broken 0 "), Made("after"))));
    }
}
