using System.Net.Security;
using System.Security.Authentication;

namespace Portal.Tests.Unit.Front;

/// <summary>What the platform's own TLS client sends first.</summary>
internal static class HelloRecorder
{
    public static Task<byte[]> Record(string host, params string[] protocols) => Record(host, SslProtocols.None, protocols);

    public static async Task<byte[]> Record(string host, SslProtocols versions, params string[] protocols)
    {
        var sent = new Recorder();
        await using var tls = new SslStream(sent);
        var options = new SslClientAuthenticationOptions { TargetHost = host, EnabledSslProtocols = versions };
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
