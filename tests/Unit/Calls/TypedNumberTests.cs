using Portal.Calls;

namespace Portal.Tests.Unit.Calls;

public sealed class TypedNumberTests
{
    [Theory]
    [InlineData("+52 155 1234", "521551234")]
    [InlineData("0052-155", "52155")]
    [InlineData("(030) 123-45", "03012345")]
    [InlineData("+49 (0)30 123", "4930123")]
    [InlineData("0049 (0) 30", "4930")]
    [InlineData("49.30/12", "493012")]
    [InlineData("+0049 30", "4930")]
    [InlineData("0000123", "123")]
    [InlineData("030", "030")]
    [InlineData("00", "00")]
    [InlineData("+", "+")]
    [InlineData("sip:ann@acme", "sip:ann@acme")]
    [InlineData("ann 12", "ann 12")]
    public void A_number_is_read_however_people_write_it(string typed, string read)
    {
        Assert.Equal(read, TypedNumber.Clean(typed));
        // What was read is read as the same: it stands in addresses.
        Assert.Equal(read, TypedNumber.Clean(read));
    }
}
