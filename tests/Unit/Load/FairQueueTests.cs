using Portal.Load;

namespace Portal.Tests.Unit.Load;

public sealed class FairQueueTests
{
    [Theory]
    [InlineData("acme.example")]
    [InlineData("globex.example")]
    public void After_three_hundred_of_one_address_somebody_from_elsewhere_is_second(string host)
    {
        var queue = new FairQueue<string>(1_000, 1_000);
        for (var i = 0; i < 300; i++)
            Add(queue, "acme.example", "192.0.2.1");
        Assert.Equal("acme.example 192.0.2.1", queue.Take());
        Add(queue, host, "198.51.100.7");
        Assert.Equal(host + " 198.51.100.7", queue.Take());
        Assert.Equal("acme.example 192.0.2.1", queue.Take());
    }

    [Fact]
    public void Hosts_take_turns_and_at_each_its_addresses()
    {
        var queue = new FairQueue<string>(100, 100);
        foreach (var (host, source) in (
            ReadOnlySpan<(string, string)>)[("a", "1"), ("a", "1"), ("a", "1"), ("a", "2"), ("b", "3"), ("b", "3")])
            Add(queue, host, source);
        Assert.Equal(["a 1", "b 3", "a 2", "b 3", "a 1", "a 1"], Rest(queue));
        Assert.Null(queue.Take());
    }

    [Fact]
    public void Who_leaves_and_comes_back_at_once_does_not_pass_those_who_wait()
    {
        var queue = new FairQueue<string>(100, 100);
        for (var i = 0; i < 10; i++)
            Add(queue, "a", "1");
        var order = new List<string>();
        for (var i = 0; i < 6; i++)
        {
            Add(queue, "b", "2");
            order.Add(queue.Take()!);
            order.Add(queue.Take()!);
        }

        Assert.Equal(6, order.Count(who => who == "b 2"));
        Assert.Equal(6, order.Count(who => who == "a 1"));
    }

    [Fact]
    public void One_address_has_its_share_at_whatever_hosts()
    {
        var queue = new FairQueue<string>(100, 3);
        Assert.Equal(Admission.Waits, Add(queue, "a", "1"));
        Assert.Equal(Admission.Waits, Add(queue, "b", "1"));
        Assert.Equal(Admission.Waits, Add(queue, "c", "1"));
        Assert.Equal(Admission.ShareFull, Add(queue, "d", "1"));
        Assert.Equal(Admission.Waits, Add(queue, "d", "2"));
        queue.Take();
        Assert.Equal(Admission.Waits, Add(queue, "d", "1"));
    }

    [Fact]
    public void A_flood_from_everywhere_at_one_host_takes_no_place_of_the_others()
    {
        var queue = new FairQueue<string>(10, 5);
        for (var i = 0; i < 10; i++)
            Assert.Equal(Admission.Waits, Add(queue, "flooded", $"{i}"));
        Assert.Equal(Admission.Full, Add(queue, "flooded", "another"));
        Assert.Equal(Admission.Waits, queue.Add("quiet", "9", "quiet 9", out var displaced));
        Assert.StartsWith("flooded", displaced, StringComparison.Ordinal);
        Assert.Equal(10, queue.Count);
        Assert.Contains("quiet 9", Rest(queue));
    }

    [Fact]
    public void Nobody_is_put_out_by_whoever_would_then_have_as_many()
    {
        var queue = new FairQueue<string>(4, 4);
        foreach (var host in (string[])["a", "b", "c", "d"])
            Add(queue, host, host);
        Assert.Equal(Admission.Full, Add(queue, "a", "another"));
        Assert.Equal(Admission.Full, queue.Add("e", "e", "e e", out var displaced));
        Assert.Null(displaced);
        Assert.Equal(["a a", "b b", "c c", "d d"], Rest(queue));
    }

    private static Admission Add(FairQueue<string> queue, string host, string source) => queue.Add(host, source, $"{host} {source}", out _);

    private static List<string> Rest(FairQueue<string> queue)
    {
        var rest = new List<string>();
        while (queue.Take() is { } next)
            rest.Add(next);
        return rest;
    }
}
