using Microsoft.Extensions.Time.Testing;
using Portal.Hosting.Connections;

namespace Portal.Tests.Unit.Hosting;

public sealed class ConnectionBookTests
{
    private readonly FakeTimeProvider clock = new();
    private readonly List<string> closed = [];

    [Fact]
    public void At_the_bound_the_oldest_that_said_nothing_closes_first_then_who_never_asked_then_who_rests_longest()
    {
        var book = Book(4, 4);
        var asks = Open(book, "asks", "1");
        asks.Begin();
        var rests = Open(book, "rests", "2");
        rests.Begin();
        rests.End(clock.GetTimestamp());
        Open(book, "spoke", "3").Heard();
        Open(book, "silent", "4");
        for (var i = 0; i < 3; i++)
        {
            Open(book, "new", $"{5 + i}").Begin();
            book.Sweep();
        }

        Assert.Equal(["silent", "spoke", "rests"], closed);
        // Whoever is being answered is closed for nobody.
        Assert.Null(book.Admit("9", false));
        Assert.Equal((3, 1), book.TakeCounts());
        Assert.Equal((0, 0), book.TakeCounts());
    }

    [Fact]
    public void One_address_closes_its_own_oldest_and_nobody_elses()
    {
        var book = Book(8, 2);
        Open(book, "other", "2");
        Open(book, "first", "1");
        Open(book, "second", "1");
        Open(book, "third", "1");
        Assert.Equal(["first"], closed);
        // With no silent one left it is refused, and takes nobody's place.
        book.Sweep();
        var busy = Book(2, 1);
        Open(busy, "other", "2");
        Open(busy, "busy", "1").Begin();
        Assert.Null(busy.Admit("1", false));
        Assert.Equal(["first"], closed);
    }

    [Fact]
    public void What_a_proxy_opens_is_counted_by_the_address_that_it_tells()
    {
        var book = Book(16, 2);
        for (var i = 0; i < 6; i++)
            Assert.True(Open(book, $"visitor {i}", null, isProxy: true).Name($"192.0.2.{i}"));
        Assert.Empty(closed);
        var named = Open(book, "again", null, isProxy: true);
        Assert.True(named.Name("192.0.2.1"));
        Assert.True(Open(book, "and again", null, isProxy: true).Name("192.0.2.1"));
        Assert.Equal(["visitor 1"], closed);
        // Never told: it counts in all alone.
        for (var i = 0; i < 6; i++)
            Open(book, "http", null, isProxy: true).Begin();
        Assert.Equal(["visitor 1"], closed);
    }

    [Fact]
    public void Silence_ends_after_seconds_and_a_proxys_after_minutes()
    {
        var book = Book(16, 16);
        Open(book, "silent", "1");
        Open(book, "spoke", "2").Heard();
        Open(book, "proxy", null, isProxy: true);
        Open(book, "asked", "3").Begin();
        clock.Advance(ConnectionBook.FirstByte - TimeSpan.FromSeconds(1));
        book.Sweep();
        Assert.Empty(closed);
        clock.Advance(TimeSpan.FromSeconds(2));
        book.Sweep();
        Assert.Equal(["silent"], closed);
        clock.Advance(ConnectionBook.FirstRequest);
        book.Sweep();
        Assert.Equal(["silent", "spoke"], closed);
        clock.Advance(ConnectionBook.FirstByteOfProxy);
        book.Sweep();
        Assert.Equal(["silent", "spoke", "proxy"], closed);
        Assert.Equal(1, book.Count);
    }

    [Fact]
    public void A_thousand_that_leave_and_come_leave_nothing_behind()
    {
        var book = Book(32, 8);
        var random = new Random(1);
        var open = new List<BookEntry>();
        for (var i = 0; i < 1_000; i++)
        {
            var entry = book.Admit(random.Next(3) == 0 ? null : $"{random.Next(6)}", false);
            if (entry is not null)
            {
                entry.Attach(() => { });
                open.Add(entry);
            }

            if (open.Count == 0)
                continue;
            var one = open[random.Next(open.Count)];
            switch (random.Next(5))
            {
                case 0: one.Heard(); break;
                case 1: one.Begin(); break;
                case 2: one.Name($"{random.Next(6)}"); break;
                default:
                    one.Left();
                    open.Remove(one);
                    break;
            }

            Assert.InRange(book.Count, 0, 32);
        }

        open.ForEach(entry => entry.Left());
        Assert.Equal(0, book.Count);
        // Each address has all of its places again.
        Assert.All(Enumerable.Range(0, 8), _ => Assert.NotNull(book.Admit("1", false)));
    }

    [Theory]
    [InlineData(null, 10_000, 2_500)]
    [InlineData(480, 30, 7)]
    [InlineData(600, 120, 30)]
    [InlineData(1_024, 438, 109)]
    [InlineData(65_536, 48_822, 12_205)]
    [InlineData(2_000_000, 50_000, 12_500)]
    public void Bounds_follow_from_the_file_limit(int? files, int total, int perAddress) =>
        Assert.Equal(new ConnectionBounds(total, perAddress), ConnectionBounds.From(files, new LimitOptions()));

    [Fact]
    public void What_is_set_counts() => Assert.Equal(
        new ConnectionBounds(400, 7), ConnectionBounds.From(1_024, new LimitOptions { Connections = 400, ConnectionsPerAddress = 7 }));

    [Fact]
    public void A_low_file_limit_is_told_and_a_hopeless_one_refused()
    {
        string[] limits =
            [
                "Limit                     Soft Limit           Hard Limit           Units",
                "Max open files            256                  4096                 files",
            ];
        Assert.Equal(256, FileLimit.Parse(limits));
        Assert.Null(FileLimit.Parse(["Max open files            unlimited            unlimited            files"]));
        var refused = Assert.Throws<Portal.Hosting.StartRefusedException>(() => FileLimit.Refuse(256));
        Assert.Contains("256", refused.Message, StringComparison.Ordinal);
        Assert.Contains("LimitNOFILE", refused.Message, StringComparison.Ordinal);
        FileLimit.Refuse(480);
        FileLimit.Refuse(null);
        Assert.Contains("1,024", FileLimit.Warn(1_024), StringComparison.Ordinal);
        Assert.Null(FileLimit.Warn(65_536));
        Assert.Null(FileLimit.Warn(null));
    }

    private ConnectionBook Book(int total, int perAddress) => new(total, perAddress, clock);

    private BookEntry Open(ConnectionBook book, string name, string? network, bool isProxy = false)
    {
        var entry = book.Admit(network, isProxy);
        Assert.NotNull(entry);
        clock.Advance(TimeSpan.FromMilliseconds(1));
        entry.Attach(() => closed.Add(name));
        return entry;
    }
}
