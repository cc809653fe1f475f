using Portal.WebHost.Portals;

namespace Portal.Tests.Unit.Portals.Charts;

public sealed class ChartScaleTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 5)]
    [InlineData(7, 10)]
    [InlineData(11, 20)]
    [InlineData(21, 25)]
    [InlineData(60, 100)]
    [InlineData(2001, 2500)]
    public void The_scale_ends_at_a_round_number_above_all(int highest, int top) => Assert.Equal(top, ChartScale.Top(highest));

    [Fact]
    public void What_nobody_knows_is_a_gap_and_what_stands_alone_a_dot()
    {
        decimal?[] values = [0, 5, null, 10];
        Assert.Equal(("M10 120L30 60", "M70 0h0"), (ChartScale.Path(values, 10), ChartScale.Dots(values, 10)));
    }

    [Fact]
    public void A_line_of_nothing_is_none() => Assert.Equal("", ChartScale.Path([null, null], 10));

    [Fact]
    public void Little_can_be_seen_and_too_much_stays_inside()
    {
        Assert.Equal(0, ChartScale.Tall(0, 1000));
        Assert.Equal(1, ChartScale.Tall(0.001m, 1000));
        Assert.Equal(ChartScale.Height, ChartScale.Tall(2000, 1000));
        Assert.Equal(0, ChartScale.Y(2000, 1000));
    }
}
