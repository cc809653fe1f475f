using System.Text;
using Portal.Calls;

namespace Portal.Tests.Unit.Calls;

/// <summary>A stream that gives so many bytes at a time, as a network does.</summary>
internal sealed class Pieces(byte[] bytes, int[] sizes) : MemoryStream(bytes)
{
    private int next;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var size = sizes.Length == 0 ? buffer.Length : Math.Min(buffer.Length, Math.Max(1, sizes[next++ % sizes.Length]));
        return base.ReadAsync(buffer[..size], cancellationToken);
    }
}

/// <summary>Bodies of calls, read.</summary>
internal static class Bodies
{
    public static readonly DateTimeOffset Now = new(2026, 11, 27, 12, 0, 0, TimeSpan.Zero);

    public static Task<(List<ReadLine> Lines, string? Refused)> Read(string body, CallFormat format, string? defaultSwitch = null) =>
        Read(Encoding.UTF8.GetBytes(body), format, defaultSwitch);

    public static async Task<(List<ReadLine> Lines, string? Refused)> Read(
        byte[] body, CallFormat format, string? defaultSwitch = null, params int[] sizes)
    {
        using var stream = new Pieces(body, sizes);
        var lines = new CallLines(stream, format, defaultSwitch, () => new CallReading(Now, 60, defaultSwitch));
        var all = new List<ReadLine>();
        do
        {
            while (lines.TryNext(out var line))
                all.Add(line);
        }
        while (await lines.Fill(CancellationToken.None));

        return (all, lines.Refused);
    }
}
