using Portal.WebHost.Portals;

namespace Portal.Tests.Unit.Portals;

public sealed class NegotiationTests
{
    [Theory]
    [InlineData("", false, false)]
    [InlineData("gzip, deflate, br", true, true)]
    [InlineData("gzip;q=1.0, br;q=0", false, true)]
    [InlineData("*", true, true)]
    [InlineData("*;q=0, gzip", false, true)]
    [InlineData("identity", false, false)]
    [InlineData(" BR ;q=0.5", true, false)]
    [InlineData(",,;q=,br;q=x", false, false)]
    public void Encodings_are_taken_as_offered(string header, bool brotli, bool gzip) =>
        Assert.Equal((brotli, gzip), AcceptedEncodings.Read(header));

    [Theory]
    [InlineData("", 0)]
    [InlineData("de", 1)]
    [InlineData("de-AT,de;q=0.9,en;q=0.8", 1)]
    [InlineData("en;q=0.3, de;q=0.7", 1)]
    [InlineData("fr, es;q=0.9", 0)]
    [InlineData("fr, de;q=0.1", 1)]
    [InlineData("*", 0)]
    [InlineData("de;q=0, en;q=0", 0)]
    [InlineData(";;;,=,q", 0)]
    public void A_language_is_chosen_by_the_visitors_weights(string header, int expected) =>
        Assert.Equal(expected, LanguageChoice.Choose(header, ["en", "de"]));
}
