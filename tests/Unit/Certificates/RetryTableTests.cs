using Portal.Certificates;

namespace Portal.Tests.Unit.Certificates;

public sealed class RetryTableTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 5)]
    [InlineData(3, 15)]
    [InlineData(4, 60)]
    [InlineData(5, 360)]
    [InlineData(6, 1440)]
    [InlineData(1000, 1440)]
    public void Waits_grow_to_a_day(int failures, int minutes) =>
        Assert.Equal(TimeSpan.FromMinutes(minutes), RetryTable.Wait(failures, Minute, null, null, 0));

    [Fact]
    public void Jitter_only_adds() => Assert.Equal(Minute * 1.1, RetryTable.Wait(1, Minute, null, null, 1));

    [Fact]
    public void What_the_ca_asks_for_is_never_undercut() =>
        Assert.Equal(TimeSpan.FromHours(3), RetryTable.Wait(1, Minute, null, TimeSpan.FromHours(3), 0));

    [Fact]
    public void The_less_is_left_the_sooner()
    {
        Assert.Equal(TimeSpan.FromHours(1), RetryTable.Wait(6, Minute, TimeSpan.FromHours(10), null, 0));
        Assert.Equal(Minute, RetryTable.Wait(6, Minute, TimeSpan.FromMinutes(3), null, 0));
        Assert.Equal(TimeSpan.FromDays(1), RetryTable.Wait(6, Minute, TimeSpan.FromMinutes(-3), null, 0));
    }
}
