using System.Buffers.Binary;
using System.Security.Authentication;
using CsCheck;
using Portal.WebHost.Front;

namespace Portal.Tests.Unit.Front;

public sealed class ClientHelloTests
{
    private const string Host = "portal.acme.example";

    [Fact]
    public async Task A_real_validation_is_seen() =>
        Assert.Equal(HelloVerdict.AcmeValidation, ClientHello.Read(await HelloRecorder.Record(Host, "acme-tls/1"), out _));

    [Theory]
    [InlineData("h2", "http/1.1")]
    [InlineData("acme-tls/1", "h2")]
    [InlineData("acme-tls/2")]
    [InlineData]
    public async Task Visitors_are_not_taken_for_one(params string[] protocols) =>
        Assert.Equal(HelloVerdict.Other, ClientHello.Read(await HelloRecorder.Record(Host, protocols), out _));

    [Fact]
    public async Task Less_than_the_whole_hello_asks_for_more()
    {
        var hello = await HelloRecorder.Record(Host, "acme-tls/1");
        for (var length = 0; length < hello.Length; length++)
            Assert.Equal(HelloVerdict.Unfinished, ClientHello.Read(hello.AsSpan(0, length), out _));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    [InlineData(200)]
    public async Task A_hello_in_several_records_is_read_as_one(int size)
    {
        var hello = await HelloRecorder.Record(Host, "acme-tls/1");
        var split = hello[5..].Chunk(size).SelectMany(
            part => (byte[])[22, 3, 1, (byte)(part.Length >> 8), (byte)part.Length, .. part]).ToArray();
        for (var length = 0; length < split.Length; length += 7)
            Assert.Equal(HelloVerdict.Unfinished, ClientHello.Read(split.AsSpan(0, length), out _));
        Assert.Equal(HelloVerdict.AcmeValidation, ClientHello.Read(split, out var facts));
        Assert.Equal(Host, facts.ServerName);
    }

    [Theory]
    [InlineData(SslProtocols.Tls12, false)]
    [InlineData(SslProtocols.Tls12 | SslProtocols.Tls13, true)]
    public async Task What_the_client_can_speak_is_seen(SslProtocols protocols, bool newest)
    {
        ClientHello.Read(await HelloRecorder.Record(Host, protocols), out var facts);
        Assert.Equal(newest, facts.SpeaksTls13);
    }

    [Fact]
    public void Plain_http_is_left_to_the_handshake() => Assert.Equal(HelloVerdict.Other, ClientHello.Read("GET / HTTP/1.1\r\n"u8, out _));

    [Fact]
    public void Nothing_that_anybody_sends_throws() =>
        Gen.Byte.Array[0, 600].Sample(body =>
        {
            ClientHello.Read(body, out _);
            var record = new byte[body.Length + 9];
            record[0] = 22;
            BinaryPrimitives.WriteUInt16BigEndian(record.AsSpan(3), (ushort)(body.Length + 4));
            record[5] = 1;
            body.CopyTo(record, 9);
            ClientHello.Read(record, out _);
        });

    [Fact]
    public async Task A_hello_with_any_byte_changed_never_throws()
    {
        var hello = await HelloRecorder.Record(Host, "acme-tls/1");
        Gen.Select(Gen.Int[0, hello.Length - 1], Gen.Byte).Sample((at, value) =>
        {
            var changed = hello.ToArray();
            changed[at] = value;
            ClientHello.Read(changed, out _);
        });
    }
}
