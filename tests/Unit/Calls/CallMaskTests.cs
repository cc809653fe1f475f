using Portal.Calls;

namespace Portal.Tests.Unit.Calls;

public sealed class CallMaskTests
{
    private static readonly DateTimeOffset Then = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("4915112345678", "4915112345xxx", "4915112345")]
    [InlineData("+49 151 12", "+49 151xxx", "+49 151")]
    [InlineData("911", "xxx", null)]
    [InlineData("7", "x", null)]
    [InlineData("", "", null)]
    [InlineData("sip:4930123456@example.com", "sip:4930123xxx@example.com", null)]
    [InlineData("ab😀cd", "abxxxx", "abx")]
    [InlineData(null, null, null)]
    public void A_number_ends_in_x_and_is_looked_for_by_what_is_shown(string? number, string? shown, string? beginning)
    {
        var call = new Call("fs1", "a", "c_1", Then, "USD") { Source = number, Destination = number, Lrn = number };
        var masked = CallMask.Of(call, Then.AddTicks(1));
        Assert.Equal((shown, shown, shown), (masked.Source, masked.Destination, masked.Lrn));
        if (shown is not null)
            Assert.Equal(beginning, CallMask.Beginning(shown));
        Assert.Equal(call, CallMask.Of(call, Then));
        Assert.Equal(call, CallMask.Of(call, null));
    }
}
