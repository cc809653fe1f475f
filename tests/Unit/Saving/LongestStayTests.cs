using Microsoft.Extensions.Time.Testing;
using Portal.Saving;

namespace Portal.Tests.Unit.Saving;

public sealed class LongestStayTests
{
    private readonly FakeTimeProvider clock = new();
    private readonly List<double> said = [];
    private readonly LongestStay stay;

    public LongestStayTests() => stay = new(clock);

    [Fact]
    public void A_shorter_wish_does_not_end_a_longer_one()
    {
        Ask(10);
        Ask(1);
        clock.Advance(TimeSpan.FromMinutes(5));
        Ask(4);
        Assert.Equal([10], said);
    }

    [Fact]
    public void Whoever_wants_it_to_stay_longer_is_heard()
    {
        Ask(1);
        Ask(10);
        clock.Advance(TimeSpan.FromMinutes(9));
        Ask(2);
        Assert.Equal([1, 10, 2], said);
    }

    private void Ask(double minutes) => stay.Stay(TimeSpan.FromMinutes(minutes), time => said.Add(time.TotalMinutes));
}
