using Portal.Calls;

namespace Portal.Tests.Unit.Calls;

public sealed class ArchiveOrderTests
{
    [Fact]
    public void Calls_in_memory_have_a_place_in_every_order_of_the_database()
    {
        var query = new CallQuery(DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue);
        var call = new StoredCall { Source = "4420", Destination = "4930" };
        Assert.All(CallQuery.Sorts, sort => Assert.NotNull(ArchiveOrder.Place(call, query, CallOrder.Of(sort)!)));
    }

    [Theory]
    [InlineData("a", "b")]
    [InlineData("", "a")]
    [InlineData("\uffee", "\U0001f4f1")]
    public void Texts_stand_as_the_database_has_them_by_their_bytes(string first, string second)
    {
        var (one, other) = (new StoredCall { Place = first }, new StoredCall { Place = second });
        Assert.True(ArchiveOrder.Compare(one, other) < 0);
        Assert.True(ArchiveOrder.Compare(other, one) > 0);
    }

    [Theory]
    [InlineData(0, 0, 31)]
    [InlineData(1, 31, 28)]
    [InlineData(25, 761, 29)]
    [InlineData(612, 18_628, 31)]
    public void Months_are_those_of_the_calendar(int month, int firstDay, int days)
    {
        Assert.Equal(firstDay, ArchiveMonths.FirstDay(month));
        Assert.Equal((month, month), (ArchiveMonths.Of(firstDay), ArchiveMonths.Of(firstDay + days - 1)));
        Assert.Equal(month + 1, ArchiveMonths.Of(firstDay + days));
    }

    [Theory]
    [InlineData("447700900123", "447700900")]
    [InlineData("123", "")]
    [InlineData(null, "")]
    [InlineData("sip:123@example.com", "")]
    [InlineData("1\U0001f4f145", "1")]
    public void What_is_left_of_a_masked_number_is_what_it_is_found_by(string? number, string left) =>
        Assert.Equal(left, CallMask.Left(number));
}
