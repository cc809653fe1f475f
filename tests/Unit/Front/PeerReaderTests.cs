using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Portal.WebHost.Front;

namespace Portal.Tests.Unit.Front;

public sealed class PeerReaderTests
{
    private readonly PeerReader reader = new(Options.Create(new FrontOptions { Proxies = ["10.0.0.0/8"] }));

    [Fact]
    public void A_peer_of_this_machine_is_loopback_unless_it_claims_to_forward()
    {
        var host = "localhost";
        Assert.True(reader.Read(Request("127.0.0.1"), ref host).IsLoopback);
        Assert.False(reader.Read(Request("127.0.0.1", ("X-Forwarded-For", "127.0.0.1")), ref host).IsLoopback);
        Assert.False(reader.Read(Request("127.0.0.1", ("Forwarded", "for=127.0.0.1")), ref host).IsLoopback);
        Assert.Equal("localhost", host);
    }

    [Fact]
    public void Strangers_are_not_believed()
    {
        var (context, host) = (Request("203.0.113.9", ("X-Forwarded-Host", "b.example"), ("X-Forwarded-Proto", "https")), "a.example");
        var peer = reader.Read(context, ref host);
        Assert.Equal((false, false, "a.example"), (peer.IsHttps, peer.IsForwarded, host));
        Assert.Equal("203.0.113.9", context.Connection.RemoteIpAddress!.ToString());
    }

    [Fact]
    public void A_proxys_own_entry_is_the_last_one()
    {
        var (context, host) = (
            Request(
                "10.1.2.3",
                ("X-Forwarded-For", "127.0.0.1, 203.0.113.7"),
                ("X-Forwarded-Proto", "https"),
                ("X-Forwarded-Host", "b.example")),
            "a.example");
        var peer = reader.Read(context, ref host);
        Assert.Equal((true, true, false, "b.example"), (peer.IsHttps, peer.IsForwarded, peer.IsLoopback, host));
        Assert.Equal("203.0.113.7", context.Connection.RemoteIpAddress!.ToString());
    }

    [Fact]
    public void The_standard_header_is_read_too()
    {
        var (context, host) = (
            Request("::ffff:10.1.2.3", ("Forwarded", "for=1.1.1.1, for=\"203.0.113.7:4711\";proto=https;host=b.example")), "a.example");
        Assert.True(reader.Read(context, ref host).IsHttps);
        Assert.Equal(("b.example", "203.0.113.7"), (host, context.Connection.RemoteIpAddress!.ToString()));
    }

    [Fact]
    public void A_visitor_behind_the_proxy_protocol_is_never_loopback()
    {
        var (context, host) = (Request("127.0.0.1"), "localhost");
        context.Features.Set(new ProxiedConnection(isTls: true));
        Assert.Equal(new Peer(IsHttps: true, IsLoopback: false, IsForwarded: true), reader.Read(context, ref host));
        Assert.Equal("https", context.Request.Scheme);
    }

    [Fact]
    public void Forms_compare_their_origin_with_the_name_that_the_proxy_gives()
    {
        var (context, host) = (Request("10.1.2.3", ("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "b.example")), "a.example");
        reader.Read(context, ref host);
        Assert.Equal(("https", "b.example"), (context.Request.Scheme, context.Request.Host.Value));
    }

    private static DefaultHttpContext Request(string from, params (string Name, string Value)[] headers)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Parse(from);
        foreach (var (name, value) in headers)
            context.Request.Headers[name] = value;
        return context;
    }
}
