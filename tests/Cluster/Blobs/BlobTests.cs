using System.Security.Cryptography;
using Dapper;
using Microsoft.Extensions.Options;
using Portal.Blobs;
using Portal.Hosting;
using Portal.Tests.Cluster.Dns;
using Portal.Tests.Cluster.Hosting;

namespace Portal.Tests.Cluster.Blobs;

/// <summary>Large things are there whole or not at all, wherever they lie.</summary>
public abstract class BlobTests(ClusterFixture cluster) : IDisposable
{
    private readonly TempDirectory folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string> Providers => ["database", "folder"];

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task What_is_put_is_read_from_any_place(string provider)
    {
        var blobs = Blobs(provider);
        foreach (var size in new[] { 0, 1, DatabaseBlobs.PartSize - 1, DatabaseBlobs.PartSize, (3 * DatabaseBlobs.PartSize) + 17 })
        {
            var bytes = RandomNumberGenerator.GetBytes(size);
            Assert.Equal(size, await blobs.Put("t/whole.bin", new Dribble(bytes), Stop));
            Assert.Equal(size, await blobs.Size("t/whole.bin", Stop));
            Assert.Equal(bytes, await Read(blobs, "t/whole.bin", 0, size + 10));
            foreach (var from in new[] { 0, size / 2, size - 1, size }.Where(place => place >= 0))
                Assert.Equal(bytes[from..], await Read(blobs, "t/whole.bin", from, size + 10));
        }

        Assert.True(await blobs.Delete("t/whole.bin", Stop));
        Assert.False(await blobs.Delete("t/whole.bin", Stop));
        Assert.Null(await blobs.Open("t/whole.bin", Stop));
        Assert.Null(await blobs.Size("t/whole.bin", Stop));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_write_that_breaks_leaves_what_was_there(string provider)
    {
        var blobs = Blobs(provider);
        await blobs.Put("t/kept", new MemoryStream([1, 2, 3]), Stop);
        await Assert.ThrowsAsync<IOException>(() => blobs.Put("t/kept", new Breaking(DatabaseBlobs.PartSize * 2), Stop));
        await Assert.ThrowsAsync<IOException>(() => blobs.Put("t/new", new Breaking(DatabaseBlobs.PartSize * 2), Stop));
        Assert.Equal([1, 2, 3], await Read(blobs, "t/kept", 0, 10));
        Assert.Null(await blobs.Size("t/new", Stop));
        Assert.Equal(1, await Bodies(provider));
        await blobs.Put("t/kept", new MemoryStream([4]), Stop);
        Assert.Equal([4], await Read(blobs, "t/kept", 0, 10));
        Assert.Equal(1, await Bodies(provider));
        await blobs.Delete("t/kept", Stop);
        Assert.Equal(0, await Bodies(provider));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Names_are_listed_by_what_they_begin_with(string provider)
    {
        var blobs = Blobs(provider);
        foreach (var name in new[] { "l/b/2", "l/b/1", "l/b-c", "l/c", "m/b" })
            await blobs.Put(name, new MemoryStream([7, 7]), Stop);
        Assert.Equal(["l/b-c", "l/b/1", "l/b/2", "l/c"], await Names("l/"));
        Assert.Equal(["l/b/1", "l/b/2"], await Names("l/b/"));
        Assert.Equal(["l/b-c", "l/b/1", "l/b/2"], await Names("l/b"));
        Assert.Empty(await Names("nothing/"));
        Assert.All(await blobs.List("l/", Stop).ToArrayAsync(Stop), one =>
        {
            Assert.Equal(2, one.Size);
            Assert.Equal(TimeProvider.System.GetUtcNow(), one.MadeAt, TimeSpan.FromMinutes(5));
        });
        foreach (var name in await blobs.List("", Stop).Select(one => one.Name).ToArrayAsync(Stop))
            await blobs.Delete(name, Stop);

        async Task<string[]> Names(string prefix) => await blobs.List(prefix, Stop).Select(one => one.Name).ToArrayAsync(Stop);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task What_a_dead_writer_left_goes_after_two_days(string provider)
    {
        var clock = new PushedClock();
        var blobs = Blobs(provider, clock);
        await blobs.Put("t/stays", new MemoryStream([1]), Stop);
        await Leave(provider);
        await blobs.Clean(Stop);
        Assert.Equal(2, await Bodies(provider));
        clock.Push(TimeSpan.FromDays(3));
        await blobs.Clean(Stop);
        Assert.Equal(1, await Bodies(provider));
        Assert.Equal([1], await Read(blobs, "t/stays", 0, 10));
        await blobs.Delete("t/stays", Stop);
    }

    [Fact]
    public async Task A_folder_that_is_not_the_fleets_is_refused()
    {
        var blobs = Blobs("folder");
        Assert.Null(await blobs.WhyNot(Stop));
        Assert.Null(await blobs.WhyNot(Stop));
        var mark = folder["blobs/" + FolderMark.File];
        var kept = await File.ReadAllTextAsync(mark, Stop);
        await File.WriteAllTextAsync(mark, "another", Stop);
        Assert.Contains("another installation", await blobs.WhyNot(Stop), StringComparison.Ordinal);
        File.Delete(mark);
        Assert.Contains("Is it mounted?", await blobs.WhyNot(Stop), StringComparison.Ordinal);
        await File.WriteAllTextAsync(mark, kept, Stop);
        Assert.Null(await blobs.WhyNot(Stop));
        Directory.Delete(folder["blobs"], recursive: true);
        Assert.Contains("is no directory here", await blobs.WhyNot(Stop), StringComparison.Ordinal);
        await using var connection = await cluster.Database.Write.OpenConnectionAsync(Stop);
        await connection.ExecuteAsync("DELETE FROM portal_blob_folder");
    }

    public void Dispose()
    {
        folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private IBlobs Blobs(string provider, TimeProvider? clock = null)
    {
        clock ??= TimeProvider.System;
        if (provider == "database")
            return new DatabaseBlobs(cluster.Database, clock);
        Directory.CreateDirectory(folder["blobs"]);
        return new FolderBlobs(
            Options.Create(new BlobOptions { Provider = BlobProvider.Folder, Folder = folder["blobs"] }),
            new FolderMark(cluster.Database),
            clock);
    }

    private static async Task<byte[]> Read(IBlobs blobs, string name, long from, int most)
    {
        await using var stream = await blobs.Open(name, Stop);
        Assert.NotNull(stream);
        stream.Position = from;
        var buffer = new byte[most];
        return buffer[..await stream.ReadAtLeastAsync(buffer, most, throwOnEndOfStream: false, Stop)];
    }

    // With those that have no name.
    private async Task<long> Bodies(string provider)
    {
        if (provider == "folder")
            return Directory.EnumerateFiles(folder["blobs"], "*", SearchOption.AllDirectories).LongCount();
        await using var connection = await cluster.Database.Read.OpenConnectionAsync(Stop);
        var bodies = await connection.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM portal_blob_bodies");
        Assert.Equal(bodies, await connection.ExecuteScalarAsync<long>("SELECT COUNT(DISTINCT body) FROM portal_blob_parts"));
        return bodies;
    }

    private async Task Leave(string provider)
    {
        if (provider == "folder")
        {
            await File.WriteAllBytesAsync(folder["blobs/.begun/left"], [1], Stop);
            return;
        }

        await using var connection = await cluster.Database.Write.OpenConnectionAsync(Stop);
        await connection.ExecuteAsync(
            "INSERT INTO portal_blob_bodies (id, began_at) VALUES ('left', @now)",
            new { now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() });
        await connection.ExecuteAsync(
            "INSERT INTO portal_blob_parts (body, part, data) VALUES ('left', 0, @data)", new { data = new byte[9] });
    }

    // A stream that gives a little at a time, as networks do.
    private sealed class Dribble(byte[] bytes) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, 70_001)], cancellationToken);
    }

    private sealed class Breaking(int after) : MemoryStream(new byte[after])
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            await base.ReadAsync(buffer, cancellationToken) is > 0 and var read ? read : throw new IOException("The line broke.");

        public override Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken) =>
            Task.FromException(new IOException("The line broke."));
    }
}

public sealed class BlobsOnSqlite(SqliteCluster cluster) : BlobTests(cluster), IClassFixture<SqliteCluster>
{
    [Fact]
    public async Task A_process_that_cannot_reach_its_folder_does_not_start()
    {
        using var directory = new TempDirectory();
        var settings = SiloUnderTest.Settings(directory);
        settings["Portal:Blobs:Provider"] = "folder";
        settings["Portal:Blobs:Folder"] = directory["away"];
        var refused = await Assert.ThrowsAsync<StartRefusedException>(() => SiloUnderTest.Start(settings));
        Assert.StartsWith($"Portal:Blobs:Folder is \"{directory["away"]}\"", refused.Message, StringComparison.Ordinal);
    }
}

public sealed class BlobsOnPostgres(PostgresCluster cluster) : BlobTests(cluster), IClassFixture<PostgresCluster>;
