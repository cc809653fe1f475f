using Portal.Staff;

namespace Portal.Tests.Unit.Staff;

public sealed class LeavingNoticeTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(31, null)]
    [InlineData(30, 30)]
    [InlineData(14.1, 30)]
    [InlineData(14, 14)]
    [InlineData(7, 7)]
    [InlineData(3.5, 7)]
    [InlineData(3, 3)]
    [InlineData(0.1, 3)]
    [InlineData(0, null)]
    [InlineData(-1, null)]
    public void Staff_are_told_at_30_14_7_and_3_days(double left, int? step) =>
        Assert.Equal(step, LeavingNotice.Step(Now.AddDays(left), Now));
}
