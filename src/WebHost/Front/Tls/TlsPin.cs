using System.Net.Security;

namespace Portal.WebHost.Front;

/// <summary>
/// Keeps what OpenSSL holds for a certificate (its SSL_CTX) from being thrown away between handshakes. .NET keeps all of
/// them in one cache and drops each that no connection uses whenever their number reaches a multiple of 32: with
/// thousands of certificates almost every handshake would build its own anew, and no ticket that it gave could be
/// resumed. What a connection uses is not dropped, so each identity has one that never gets further than the first
/// bytes of a hello. It costs about 70 KiB, and is collected with its identity. (ADR 0022)
/// </summary>
internal static class TlsPin
{
    // A handshake record (RFC 8446, 5.1) with the first five bytes of a ClientHello that says it is longer.
    private static readonly byte[] Beginning = [22, 3, 1, 0, 5, 1, 0, 1, 0, 3];

    /// <summary>Hold the answer for as long as the context is to be kept.</summary>
    public static object Hold(SslServerAuthenticationOptions options)
    {
        var stream = new SslStream(new HalfHello());
        // Runs until it asks for the rest, which never comes.
        _ = stream.AuthenticateAsServerAsync(options);
        return stream;
    }

    private sealed class HalfHello : Stream
    {
        private readonly TaskCompletionSource<int> never = new();
        private int given;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (given == Beginning.Length)
                return new(never.Task);
            // An empty buffer only asks whether there is something.
            var count = Math.Min(buffer.Length, Beginning.Length - given);
            Beginning.AsSpan(given, count).CopyTo(buffer.Span);
            given += count;
            return new(count);
        }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count)
        {
        }
    }
}
