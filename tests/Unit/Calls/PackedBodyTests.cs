using System.IO.Compression;
using System.Security.Cryptography;
using Portal.Calls;
using ZstdSharp;

namespace Portal.Tests.Unit.Calls;

public sealed class PackedBodyTests
{
    private static byte[] Pack(byte[] plain, string packing)
    {
        using var memory = new MemoryStream();
        using (Stream stream = packing == "zstd"
            ? new CompressionStream(memory, 3, leaveOpen: true)
            : new GZipStream(memory, CompressionLevel.Optimal, leaveOpen: true))
            stream.Write(plain);
        return memory.ToArray();
    }

    private static async Task<byte[]> Read(byte[] packed, string packing)
    {
        using var pieces = new Pieces(packed, [1000, 1, 70]);
        await using var body = PackedBody.Open(pieces, packing == "zstd" ? BodyPacking.Zstd : BodyPacking.Gzip);
        using var memory = new MemoryStream();
        var buffer = new byte[64 * 1024];
        int read;
        while ((read = await body.ReadAsync(buffer)) > 0)
        {
            memory.Write(buffer, 0, read);
            if (memory.Length > 64 * 1024 * 1024)
                memory.SetLength(0);
        }

        return memory.ToArray();
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("zstd")]
    public async Task Gives_what_was_packed_also_in_several_parts(string packing)
    {
        var plain = RandomNumberGenerator.GetBytes(100_000);
        var once = await Read(Pack(plain, packing), packing);
        var twice = await Read([.. Pack(plain, packing), .. Pack(plain, packing)], packing);
        Assert.Equal(plain, once);
        Assert.Equal<byte[]>([.. plain, .. plain], twice);
        var nothing = await Read([], packing);
        Assert.Empty(nothing);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("zstd")]
    public async Task What_was_cut_off_is_not_taken_for_whole(string packing)
    {
        var packed = Pack(RandomNumberGenerator.GetBytes(50_000), packing);
        foreach (var length in new[] { 5, 1000, packed.Length - 1 })
            await Assert.ThrowsAsync<BrokenBodyException>(() => Read(packed[..length], packing));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("zstd")]
    public async Task What_is_damaged_is_told(string packing)
    {
        await Assert.ThrowsAsync<BrokenBodyException>(() => Read(RandomNumberGenerator.GetBytes(1000), packing));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("zstd")]
    public async Task A_few_bytes_that_become_endless_ones_are_refused(string packing)
    {
        var bomb = await Assert.ThrowsAsync<BrokenBodyException>(() => Read(Pack(new byte[100 * 1024 * 1024], packing), packing));
        Assert.Equal("The compressed body grows to more than 400 times its size.", bomb.Message);
    }
}
