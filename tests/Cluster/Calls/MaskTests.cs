using System.Buffers.Text;
using System.Text;
using Portal.Calls;
using Portal.Tests.Cluster.Hosting;

namespace Portal.Tests.Cluster.Calls;

/// <summary>
/// Numbers whose last digits are masked are told by nothing: not by what is shown, nor by what is found, sorted or paged.
/// </summary>
public abstract class MaskTests(ClusterFixture cluster) : CallWorld(cluster)
{
    [Fact]
    public async Task Calls_of_before_are_shown_without_their_last_digits_and_later_ones_whole()
    {
        await Fill();
        var calls = await Store.All(Masked, Stop).ToArrayAsync(Stop);
        Assert.Equal(
            ["447700900004", "447700900003", "447700900xxx", "447700900xxx", "sip:49301xxx@example.com"], calls.Select(c => c.Source!));
        Assert.Equal(["4930555004", "4930555003", "4930555xxx", "4930555xxx", "xx"], calls.Select(c => c.Destination!));
        Assert.All(calls, call => Assert.Null(call.RecordingFile));
        Assert.Equal("447700900001", (await Store.Page(Query, Stop)).Items[2].Source);
    }

    [Theory]
    [InlineData("447700900002", 0)]
    [InlineData("4477009000", 2)]
    [InlineData("447700900", 4)]
    [InlineData("447700900004", 1)]
    [InlineData("sip:49", 0)]
    public async Task A_filter_finds_masked_calls_by_what_is_shown_of_them_alone(string source, int found)
    {
        await Fill();
        Assert.Equal(found, (await Store.Page(Masked with { Source = source }, Stop)).Items.Count);
        Assert.Equal(found, (await Store.Totals(Masked with { Source = source }, Stop))!.Sum(sums => sums.Attempts));
    }

    [Fact]
    public async Task An_order_and_its_cursor_say_no_more_than_what_is_shown()
    {
        await Fill();
        for (var page = Masked with { Sort = "source", Limit = 1 }; ;)
        {
            var read = await Store.Page(page, Stop);
            if (read.Next is null)
                break;
            var cursor = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(read.Next));
            Assert.DoesNotContain("447700900001", cursor, StringComparison.Ordinal);
            Assert.DoesNotContain("447700900002", cursor, StringComparison.Ordinal);
            page = page with { Cursor = read.Next };
        }

        // The two that are alike as shown stand by their time.
        var all = (await Store.Page(Masked with { Sort = "-source" }, Stop)).Items;
        Assert.Equal(["d", "c", "b", "a", "e"], all.Select(call => call.CallId[..1]));
    }

    private CallQuery Masked => Query with { MaskedBefore = Noon };

    // The older of the masked ones has the larger number.
    private Task Fill() => Add(
        At("e", -30) with { Source = "sip:49301234@example.com", Destination = "12" },
        At("a", -20) with { Source = "447700900002", RecordingFile = "447700900002.wav" },
        At("b", -10) with { Source = "447700900001" },
        At("c", 10) with { Source = "447700900003", Destination = "4930555003" },
        At("d", 20) with { Source = "447700900004", Destination = "4930555004" });

    private Call At(string id, int minutes) => Made(id, minutes) with { Destination = "4930555001" };
}

public sealed class MaskOnSqlite(SqliteCluster cluster) : MaskTests(cluster), IClassFixture<SqliteCluster>;

public sealed class MaskOnPostgres(PostgresCluster cluster) : MaskTests(cluster), IClassFixture<PostgresCluster>;
