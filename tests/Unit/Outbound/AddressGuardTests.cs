using System.Net;
using System.Net.Sockets;
using Portal.Outbound;

namespace Portal.Tests.Unit.Outbound;

public sealed class AddressGuardTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.8.9.10")]
    [InlineData("::1")]
    [InlineData("10.1.2.3")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("100.64.0.1")]
    [InlineData("100.127.255.255")]
    [InlineData("fc00::1")]
    [InlineData("fdff::1")]
    [InlineData("fec0::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("64:ff9b::192.168.0.1")]
    [InlineData("2002:7f00:1::")]
    [InlineData("2002:a00:1::1")]
    [InlineData("::10.0.0.1")]
    public void A_private_address_is_refused_unless_allowed(string address)
    {
        Assert.NotNull(AddressGuard.Refusal(IPAddress.Parse(address), allowPrivate: false));
        Assert.Null(AddressGuard.Refusal(IPAddress.Parse(address), allowPrivate: true));
    }

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("0.1.2.3")]
    [InlineData("169.254.169.254")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("64:ff9b::169.254.169.254")]
    [InlineData("192.0.0.8")]
    [InlineData("192.0.2.1")]
    [InlineData("198.18.0.1")]
    [InlineData("198.51.100.1")]
    [InlineData("203.0.113.1")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("fe80::1")]
    [InlineData("fe80::1%1")]
    [InlineData("ff02::1")]
    [InlineData("2001:db8::1")]
    [InlineData("2001::1")]
    [InlineData("100::1")]
    public void An_address_that_is_nobodys_server_is_refused_always(string address) =>
        Assert.NotNull(AddressGuard.Refusal(IPAddress.Parse(address), allowPrivate: true));

    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("11.0.0.1")]
    [InlineData("100.63.255.255")]
    [InlineData("100.128.0.0")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.1")]
    [InlineData("192.167.255.255")]
    [InlineData("2606:4700::1111")]
    [InlineData("::ffff:1.1.1.1")]
    [InlineData("64:ff9b::1.1.1.1")]
    public void An_address_of_the_internet_passes(string address) =>
        Assert.Null(AddressGuard.Refusal(IPAddress.Parse(address), allowPrivate: false));

    [Fact]
    public async Task One_bad_address_spoils_a_name()
    {
        var hosts = new OutboundHosts((_, _) => Task.FromResult(new[] { IPAddress.Parse("1.1.1.1"), IPAddress.Loopback }));
        var found = await hosts.Resolve("mail.acme.example", allowPrivate: false, CancellationToken.None);
        Assert.Empty(found.Addresses);
        Assert.Equal(
            "mail.acme.example resolves to 127.0.0.1, a loopback address. Use a server that can be reached from the internet.",
            found.Refusal);
    }

    [Fact]
    public async Task A_name_without_an_address_says_so()
    {
        var hosts = new OutboundHosts((_, _) => throw new SocketException((int)SocketError.HostNotFound));
        Assert.StartsWith(
            "No address was found for mail.acme.example.",
            (await hosts.Resolve("mail.acme.example", false, CancellationToken.None)).Refusal,
            StringComparison.Ordinal);
    }
}
