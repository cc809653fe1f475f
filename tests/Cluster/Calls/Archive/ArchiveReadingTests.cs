using Portal.Calls;

namespace Portal.Tests.Cluster.Calls;

/// <summary>Whatever is asked for, the answer is what it was while all calls were in the database.</summary>
public sealed class ArchiveReadingTests(ArchiveCluster cluster) : ArchiveWorld(cluster), IClassFixture<ArchiveCluster>
{
    private static readonly TimeZoneInfo Kathmandu = TimeZoneInfo.FindSystemTimeZoneById("Asia/Kathmandu");

    [Fact]
    public async Task Pages_across_the_border_have_each_call_once_in_order_under_the_same_cursors()
    {
        await Fill();
        var asked = Asked().ToArray();
        var before = new List<List<CallPage>>();
        foreach (var query in asked)
            before.Add(await Pages(query));
        Assert.Equal(Calls, before[0].Where((_, i) => i < (Calls + 49) / 50).SelectMany(page => page.Items).Distinct().Count());
        await Archive();
        for (var i = 0; i < asked.Length; i++)
        {
            var after = await Pages(asked[i]);
            Assert.Equal(before[i].Count, after.Count);
            foreach (var (was, now) in before[i].Zip(after))
            {
                Assert.Equal(was.Items, now.Items);
                Assert.Equal((was.Next, was.Previous), (now.Next, now.Previous));
            }
        }
    }

    [Fact]
    public async Task All_calls_are_read_in_windows_of_files_and_each_has_a_page_of_its_own()
    {
        await Fill();
        var all = await Store.All(All with { Customer = null }, Stop).ToArrayAsync(Stop);
        var own = await Store.All(All, Stop).ToArrayAsync(Stop);
        var old = all.Where(call => call.CallTime < Border).ToArray();
        await Archive();
        Assert.Equal(all, await Store.All(All with { Customer = null }, Stop).ToArrayAsync(Stop));
        Assert.Equal(own, await Store.All(All, Stop).ToArrayAsync(Stop));
        foreach (var call in old.Take(5).Concat(all.Take(2)))
        {
            Assert.Equal(call, await Store.Find(call.Customer, CallKey.Of(call), Stop));
            Assert.Null(await Store.Find(call.Customer + "x", CallKey.Of(call), Stop));
            Assert.Equal([call], await Store.FindById(call.CallId, Stop));
        }

        await foreach (var page in Store.Pages(All with { Customer = null, Limit = 7 }, Stop))
            Assert.Empty(page.Problems);
    }

    [Fact]
    public async Task Sums_of_ranges_that_begin_and_end_in_files_are_equal()
    {
        await Fill();
        var before = await Sums();
        await Archive();
        Assert.Equal(before, await Sums());
        Assert.Equal(0, await Proof.Prove(Stop));
        Assert.Equal(before, await Sums());
    }

    private async Task Archive()
    {
        await Night();
        await Night();
        Assert.Equal(0, await Stored(Begin, Border));
        Assert.NotEqual(0, await Stored(Border, End));
        // Two months, in files of so many customers as make a few hundred calls.
        Assert.True((await Book.Of(null, 0, long.MaxValue, Stop)).Count > 2);
    }

    private IEnumerable<CallQuery> Asked()
    {
        var filters = new CallQuery[]
        {
            All with { Customer = null },
            All,
            All with { From = Border.AddDays(-3), To = Border.AddDays(3) },
            All with { From = Border.AddDays(-20), To = Border.AddDays(-3) },
            All with { Connected = true, MinDuration = 20 },
            All with { Customer = null, SipCode = 486, Direction = "outbound" },
            All with { Source = "442079461" },
            All with { Number = "4915" },
            All with { Customer = null, DestinationName = "Österreich 📱", ReceivedBefore = DateTimeOffset.MaxValue },
            All with { DestinationCode = "" },
            All with { MaskedBefore = Border.AddDays(-10), Source = "4420" },
            All with { MaskedBefore = Border.AddDays(-10), Destination = "sip:" },
            All with { MaskedBefore = Border.AddDays(10) },
            All with { ReceivedBefore = DateTimeOffset.UnixEpoch },
        };
        return filters.SelectMany(query => new[] { query, query with { Sort = "callTime", Limit = 33 } })
            .Concat(CallQuery.Sorts.SelectMany(sort => new[] { sort, "-" + sort })
                .SelectMany(sort => new[] { All, All with { MaskedBefore = Border.AddDays(-10) } }
                    .Select(query => query with { Sort = sort, Limit = 100 })));
    }

    // As texts, in an order of their own: lines of equal sums may change places.
    private async Task<string[]> Sums()
    {
        var lines = new List<string>();
        foreach (var (from, to) in new[]
        {
            (Begin.AddMinutes(20), End.AddMinutes(-20)),
            (Begin.AddDays(3).AddMinutes(15), Border.AddDays(-2).AddMinutes(45)),
            (Border.AddHours(-2), Border.AddHours(3)),
        })
        {
            foreach (var query in new[] { All, All with { Customer = null }, All with { Connected = true }, All with { Source = "4420" } })
                lines.AddRange((await Store.Totals(query with { From = from, To = to }, Stop))!.Select(sums => $"{sums}"));
            foreach (var group in Enum.GetValues<BreakoutGroup>())
            {
                foreach (var customer in new[] { Id(0), null })
                {
                    var step = TimeSpan.FromMinutes(15).Ticks;
                    var breakout = await Store.Breakout(
                        new(new(from.Ticks / step * step, default), new(to.Ticks / step * step, default))
                        {
                            Customer = customer,
                            Zone = Kathmandu,
                            Group = group,
                        },
                        Stop);
                    Assert.Null(breakout.KeptFrom);
                    lines.AddRange(breakout.Lines.Select(line => $"{group} {customer} {line}"));
                }
            }
        }

        foreach (var columns in new[] { BreakoutGroup.Day, BreakoutGroup.Hour })
        {
            foreach (var zone in new[] { Kathmandu, TimeZoneInfo.FindSystemTimeZoneById("Australia/Lord_Howe") })
            {
                var pivot = await Store.Pivot(
                    new(Border.AddDays(-12).AddHours(1), Border.AddDays(9).AddHours(2)) { Customer = Id(1), Zone = zone, Columns = columns },
                    Stop);
                lines.AddRange(pivot.Cells.Select(cell => $"{zone.Id} {columns} {cell}"));
            }
        }

        Assert.True(lines.Count > 500);
        return [.. lines.Order(StringComparer.Ordinal)];
    }
}
