using Portal.Dns;

namespace Portal.Tests.Unit.Dns;

public sealed class DnsOptionsTests
{
    [Theory]
    [InlineData("192.0.2.53", "192.0.2.53:53")]
    [InlineData("192.0.2.53:5353", "192.0.2.53:5353")]
    [InlineData("[2001:db8::53]:5353", "[2001:db8::53]:5353")]
    [InlineData("2001:db8::53", "[2001:db8::53]:53")]
    public void A_server_is_an_address_with_a_port(string text, string endPoint) =>
        Assert.Equal(endPoint, DnsOptions.Parse(text)!.ToString());

    [Fact]
    public void A_wrong_server_names_the_key_the_value_and_what_is_allowed()
    {
        var result = new DnsOptionsValidator().Validate(null, new DnsOptions { Servers = ["192.0.2.53", "ns1.example"] });
        Assert.Equal(
            "Portal:Dns:Servers:1 is 'ns1.example'. Allowed: an address with a port, such as 192.0.2.53:53 or [2001:db8::53]:53.",
            result.FailureMessage);
    }
}
