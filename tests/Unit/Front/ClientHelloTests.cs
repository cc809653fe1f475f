using System.Buffers.Binary;
using System.Net.Security;
using CsCheck;
using Portal.WebHost.Front;

namespace Portal.Tests.Unit.Front;

public sealed class ClientHelloTests
{
    [Fact]
    public async Task A_real_validation_is_seen() =>
        Assert.Equal(HelloVerdict.AcmeValidation, ClientHello.Look(await Real("acme-tls/1")));

    [Theory]
    [InlineData("h2", "http/1.1")]
    [InlineData("acme-tls/1", "h2")]
    [InlineData("acme-tls/2")]
    [InlineData]
    public async Task Visitors_are_not_taken_for_one(params string[] protocols) =>
        Assert.Equal(HelloVerdict.Other, ClientHello.Look(await Real(protocols)));

    [Fact]
    public async Task Less_than_the_whole_hello_asks_for_more()
    {
        var hello = await Real("acme-tls/1");
        for (var length = 0; length < hello.Length; length++)
            Assert.Equal(HelloVerdict.Unfinished, ClientHello.Look(hello.AsSpan(0, length)));
    }

    [Fact]
    public void Plain_http_is_left_to_the_handshake() => Assert.Equal(HelloVerdict.Other, ClientHello.Look("GET / HTTP/1.1\r\n"u8));

    [Fact]
    public void Nothing_that_anybody_sends_throws() =>
        Gen.Byte.Array[0, 600].Sample(body =>
        {
            ClientHello.Look(body);
            var record = new byte[body.Length + 9];
            record[0] = 22;
            BinaryPrimitives.WriteUInt16BigEndian(record.AsSpan(3), (ushort)(body.Length + 4));
            record[5] = 1;
            body.CopyTo(record, 9);
            ClientHello.Look(record);
        });

    [Fact]
    public async Task A_hello_with_any_byte_changed_never_throws()
    {
        var hello = await Real("acme-tls/1");
        Gen.Select(Gen.Int[0, hello.Length - 1], Gen.Byte).Sample((at, value) =>
        {
            var changed = hello.ToArray();
            changed[at] = value;
            ClientHello.Look(changed);
        });
    }

    // What the platform's own client sends.
    private static async Task<byte[]> Real(params string[] protocols)
    {
        var sent = new Recorder();
        await using var tls = new SslStream(sent);
        var options = new SslClientAuthenticationOptions { TargetHost = "portal.acme.example" };
        if (protocols.Length > 0)
            options.ApplicationProtocols = [.. protocols.Select(p => new SslApplicationProtocol(p))];
        await Assert.ThrowsAnyAsync<Exception>(() => tls.AuthenticateAsClientAsync(options));
        return sent.Written.ToArray();
    }

    private sealed class Recorder : Stream
    {
        public MemoryStream Written { get; } = new();
        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => true;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => 0;

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count)
        {
            if (Written.Length == 0)
                Written.Write(buffer, offset, count);
        }
    }
}
