using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Connections;
using Portal.WebHost.Front;

namespace Portal.Tests.Unit.Front;

public sealed class ProxyHeaderTests
{
    private const string Start = "0D0A0D0A000D0A515549540A";

    [Theory]
    [InlineData("PROXY TCP4 203.0.113.7 10.0.0.1 4711 443\r\n", "203.0.113.7:4711")]
    [InlineData("PROXY TCP6 2001:db8::7 2001:db8::1 4711 443\r\n", "[2001:db8::7]:4711")]
    [InlineData("PROXY UNKNOWN\r\n", null)]
    public void The_text_form_names_the_visitor(string text, string? source)
    {
        Assert.Equal(ProxyVerdict.Whole, Read(Encoding.ASCII.GetBytes(text + "GET / HTTP/1.1\r\n"), out var header, out var length));
        Assert.Equal((source, text.Length, false), (header!.Source?.ToString(), length, header.IsTls));
    }

    [Theory]
    [InlineData("21 11 000C CB007107 0A000001 1267 01BB", "203.0.113.7:4711", false)]
    [InlineData("21 21 0024 20010DB8000000000000000000000007 20010DB8000000000000000000000001 1267 01BB", "[2001:db8::7]:4711", false)]
    [InlineData("21 11 0014 CB007107 0A000001 1267 01BB 20 0005 01 00000000", "203.0.113.7:4711", true)]
    [InlineData("21 11 0014 CB007107 0A000001 1267 01BB 20 0005 00 00000000", "203.0.113.7:4711", false)]
    [InlineData("20 00 0000", null, false)]
    [InlineData("21 31 0000", null, false)]
    public void The_binary_form_names_the_visitor_and_tells_of_tls(string hex, string? source, bool tls)
    {
        var bytes = Convert.FromHexString(Start + hex.Replace(" ", "", StringComparison.Ordinal));
        Assert.Equal(ProxyVerdict.Whole, Read([.. bytes, 0x16, 3, 1], out var header, out var length));
        Assert.Equal((source, bytes.Length, tls), (header!.Source?.ToString(), length, header.IsTls));
        for (var cut = 0; cut < bytes.Length; cut++)
            Assert.Equal(ProxyVerdict.Unfinished, Read(bytes[..cut], out _, out _));
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\n", false)]
    [InlineData("PROXXY", false)]
    [InlineData("PROXY TCP4 nobody 10.0.0.1 1 2\r\n", true)]
    [InlineData("PROXY TCP4 203.0.113.7\r\n", true)]
    public void Other_bytes_are_no_header(string text, bool wrong) =>
        Assert.Equal(wrong ? ProxyVerdict.Wrong : ProxyVerdict.Absent, Read(Encoding.ASCII.GetBytes(text), out _, out _));

    [Fact]
    public void A_header_without_end_is_wrong()
    {
        Assert.Equal(ProxyVerdict.Wrong, Read(Encoding.ASCII.GetBytes("PROXY TCP4 " + new string('1', 200)), out _, out _));
        Assert.Equal(ProxyVerdict.Wrong, Read(Convert.FromHexString(Start + "2111FFFF"), out _, out _));
    }

    [Theory]
    [InlineData("10.1.2.3", "203.0.113.7", "GET")]
    [InlineData("198.51.100.9", "198.51.100.9", "PROXY TCP4 203.0.113.7 10.0.0.1 4711 443\r\nGET")]
    public async Task Only_a_proxys_header_is_taken(string peer, string visitor, string left)
    {
        var sent = new Pipe();
        var connection =
            new DefaultConnectionContext { RemoteEndPoint = new IPEndPoint(IPAddress.Parse(peer), 1), Transport = new Duplex(sent.Reader) };
        await sent.Writer.WriteAsync(
            Encoding.ASCII.GetBytes("PROXY TCP4 203.0.113.7 10.0.0.1 4711 443\r\nGET"), TestContext.Current.CancellationToken);
        var seen = "";
        await ProxiedConnection.Run(
            connection,
            async inner => seen = Encoding.ASCII.GetString((await inner.Transport.Input.ReadAsync()).Buffer),
            new ProxyList(new FrontOptions { Proxies = ["10.0.0.0/8"] }),
            TimeProvider.System);
        Assert.Equal((visitor, left), (((IPEndPoint)connection.RemoteEndPoint!).Address.ToString(), seen));
    }

    private static ProxyVerdict Read(byte[] bytes, out ProxyHeader? header, out int length) =>
        ProxyHeader.Read(new ReadOnlySequence<byte>(bytes), out header, out length);

    private sealed class Duplex(PipeReader input) : IDuplexPipe
    {
        public PipeReader Input => input;

        public PipeWriter Output => PipeWriter.Create(Stream.Null);
    }
}
