using Portal.Hosts;

namespace Portal.Tests.Unit.Hosts;

public sealed class HostHeaderTests
{
    [Theory]
    [InlineData("portal.acme.example", "portal.acme.example")]
    [InlineData("Portal.ACME.example", "portal.acme.example")]
    [InlineData("portal.acme.example:8443", "portal.acme.example")]
    [InlineData("portal.acme.example:", "portal.acme.example")]
    [InlineData("portal.acme.example.", "portal.acme.example")]
    [InlineData("portal.acme.example.:443", "portal.acme.example")]
    [InlineData("xn--bcher-kva.example", "xn--bcher-kva.example")]
    [InlineData("localhost", "localhost")]
    [InlineData("localhost:8080", "localhost")]
    [InlineData("127.0.0.1:8080", "127.0.0.1")]
    [InlineData("[::1]:8080", "::1")]
    [InlineData("[0:0:0:0:0:0:0:1]", "::1")]
    public void Reads_what_browsers_send(string header, string expected)
    {
        Assert.True(HostName.TryFromHeader(header, out var host));
        Assert.Equal(expected, host.Value);
        Assert.True(HostName.TryFromHeader(header.AsSpan(), out var same));
        Assert.Equal(host, same);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(".")]
    [InlineData(":80")]
    [InlineData("a..example")]
    [InlineData("a.example:99999")]
    [InlineData("a.example:8x")]
    [InlineData("a.example:-1")]
    [InlineData("a.example:1:2")]
    [InlineData("a.example/x")]
    [InlineData("a b.example")]
    [InlineData(" a.example")]
    [InlineData("a.example, b.example")]
    [InlineData("u@a.example")]
    [InlineData("a_b.example")]
    [InlineData("*.example")]
    [InlineData("bücher.example")]
    [InlineData("xn--a.example")]
    [InlineData("xn--cme-5cd.example")]
    [InlineData("127.1")]
    [InlineData("0x7f.0.0.1")]
    [InlineData("acme.123")]
    [InlineData("[::1")]
    [InlineData("[::1]x")]
    [InlineData("[127.0.0.1]")]
    [InlineData("[fe80::1%25eth0]")]
    [InlineData("::1")]
    [InlineData("a.example\r\nX: y")]
    public void Refuses_what_is_no_host(string? header) => Assert.False(HostName.TryFromHeader(header, out _));

    [Fact]
    public void A_normal_header_costs_no_memory()
    {
        const string header = "portal.acme.example";
        Assert.True(HostName.TryFromHeader(header, out var host));
        Assert.Same(header, host.Value);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
            HostName.TryFromHeader(header, out _);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Theory]
    [InlineData("localhost", "localhost")]
    [InlineData("127.0.0.1", "127.0.0.1")]
    [InlineData("::1", "::1")]
    [InlineData("Panel.Operator.example", "panel.operator.example")]
    public void A_control_host_may_be_a_word_or_an_address(string input, string expected)
    {
        Assert.True(HostName.TryParseControl(input, out var host, out var reason), reason);
        Assert.Equal(expected, host.Value);
    }

    [Theory]
    [InlineData("http://localhost")]
    [InlineData("localhost:8080")]
    [InlineData("127.1")]
    [InlineData("a_b")]
    public void A_control_host_is_nothing_else(string input) => Assert.False(HostName.TryParseControl(input, out _, out _));
}
