using System.Net;
using Portal.WebHost.Front;

namespace Portal.Tests.Unit.Front;

public sealed class StreamPlacesTests
{
    private readonly StreamPlaces places = new();

    private IDisposable? Take(int session, string address) => places.Take($"s{session}", IPAddress.Parse(address));

    [Fact]
    public void A_session_has_its_few_and_another_one_its_own()
    {
        var taken = Enumerable.Range(0, StreamPlaces.MostOfSession).Select(_ => Take(1, "192.0.2.1")).ToArray();
        Assert.DoesNotContain(null, taken);
        Assert.Null(Take(1, "192.0.2.2"));
        Assert.NotNull(Take(2, "192.0.2.1"));
        taken[3]!.Dispose();
        // Given back once, whoever says so how often.
        taken[3]!.Dispose();
        Assert.NotNull(Take(1, "192.0.2.1"));
        Assert.Null(Take(1, "192.0.2.1"));
    }

    [Fact]
    public void A_network_has_a_share_however_many_addresses_it_writes()
    {
        for (var i = 0; i < StreamPlaces.MostOfNetwork; i++)
            Assert.NotNull(Take(i, $"2001:db8:0:7::{i:x}"));
        Assert.Null(Take(9999, "2001:db8:0:7:ffff::1"));
        Assert.NotNull(Take(9999, "2001:db8:0:8::1"));
    }

    [Fact]
    public void All_together_have_an_end_and_what_leaves_makes_room()
    {
        var taken = Enumerable.Range(0, StreamPlaces.Most).Select(i => Take(i, $"10.{i / 250}.0.{i % 250}")).ToList();
        Assert.DoesNotContain(null, taken);
        Assert.Null(Take(-1, "192.0.2.1"));
        taken[0]!.Dispose();
        Assert.NotNull(Take(-1, "192.0.2.1"));
    }
}
