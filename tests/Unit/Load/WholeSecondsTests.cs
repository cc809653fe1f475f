using Portal.Load;

namespace Portal.Tests.Unit.Load;

public sealed class WholeSecondsTests
{
    [Theory]
    [InlineData(1000, 1)]
    [InlineData(1001, 2)]
    [InlineData(59_999, 60)]
    [InlineData(0, 1)]
    [InlineData(-5000, 1)]
    public void Nobody_is_told_to_come_too_early_or_at_once(int milliseconds, int seconds) =>
        Assert.Equal(seconds, WholeSeconds.Of(TimeSpan.FromMilliseconds(milliseconds)));
}
