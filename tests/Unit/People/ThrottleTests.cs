using Portal.People;

namespace Portal.Tests.Unit.People;

public sealed class ThrottleTests
{
    private static readonly DateTimeOffset Noon = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_window_gives_so_many_and_slides()
    {
        var window = SlidingWindow.Empty;
        for (var i = 0; i < 3; i++)
            (_, window) = window.Take(Noon.AddMinutes(i), 3, TimeSpan.FromMinutes(10));
        Assert.False(window.Take(Noon.AddMinutes(9), 3, TimeSpan.FromMinutes(10)).Taken);
        var (taken, next) = window.Take(Noon.AddMinutes(10), 3, TimeSpan.FromMinutes(10));
        Assert.True(taken);
        Assert.False(next.Take(Noon.AddMinutes(10), 3, TimeSpan.FromMinutes(10)).Taken);
    }

    [Fact]
    public void Who_keeps_trying_is_not_kept_out_for_longer()
    {
        var (_, window) = SlidingWindow.Empty.Take(Noon, 1, TimeSpan.FromMinutes(10));
        for (var i = 1; i < 10; i++)
            (_, window) = window.Take(Noon.AddMinutes(i), 1, TimeSpan.FromMinutes(10));
        Assert.True(window.Take(Noon.AddMinutes(10), 1, TimeSpan.FromMinutes(10)).Taken);
    }

    [Fact]
    public void A_full_table_forgets_what_was_counted_longest_ago()
    {
        var table = new ThrottleTable<string>(3);
        foreach (var key in (string[])["a", "b", "c", "a", "d"])
            table.Put(key, key);
        Assert.Equal(3, table.Count);
        Assert.Null(table.Find("b"));
        Assert.Equal("a", table.Find("a"));
        table.Remove("a");
        Assert.Equal(2, table.Count);
    }
}
