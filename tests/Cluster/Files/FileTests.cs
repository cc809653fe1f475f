using Portal.Audit;
using Portal.Brands;
using Portal.Files;
using Portal.Saving;
using Portal.Storage;
using Portal.Tests.Cluster.Hosting;
using SkiaSharp;

namespace Portal.Tests.Cluster.Files;

public sealed class FileTests(SqliteCluster cluster) : IClassFixture<SqliteCluster>
{
    private static readonly Actor Olga = new("operator", "o_1", "Olga");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private IFileDirectory Directory => cluster.Service<IFileDirectory>();

    private static byte[] Draw(SKColor color)
    {
        using var bitmap = new SKBitmap(40, 20);
        bitmap.Erase(color);
        using var data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    private IFileGrain File(string name) => cluster.Grains.GetGrain<IFileGrain>(name);

    [Fact]
    public async Task A_file_is_listed_and_read_by_its_hash_once_it_is_saved()
    {
        var saved = await File("listed.png").Put(Draw(SKColors.Red), Change.By(Olga));
        Assert.Equal(SaveOutcome.Saved, saved.Outcome);
        Assert.Equal(saved.Value, await Directory.Find("listed.png", Cancellation));
        Assert.Equal(saved.Value, await File("listed.png").Get());
        Assert.Contains(saved.Value, (await Directory.List(new ListQuery("listed"), Cancellation)).Items);
        var blob = await Directory.Read(saved.Value!.Hash, Cancellation);
        Assert.Equal("image/png", blob!.Value.Type);
        Assert.Equal(saved.Value.Bytes, blob.Value.Content.Length);
    }

    [Fact]
    public async Task The_same_operation_twice_is_one_change()
    {
        var change = Change.By(Olga);
        var first = await File("twice.png").Put(Draw(SKColors.Red), change);
        var second = await File("twice.png").Put(Draw(SKColors.Blue), change);
        Assert.Equal(first.Value, second.Value);
        Assert.Equal(1, second.Value!.Version);
    }

    [Fact]
    public async Task A_new_picture_has_a_new_hash_and_the_old_bytes_stay()
    {
        var red = await File("changed.png").Put(Draw(SKColors.Red), Change.By(Olga));
        var blue = await File("changed.png").Put(Draw(SKColors.Blue), Change.By(Olga));
        Assert.Equal(2, blue.Value!.Version);
        Assert.NotEqual(red.Value!.Hash, blue.Value.Hash);
        Assert.NotNull(await Directory.Read(red.Value.Hash, Cancellation));
    }

    [Fact]
    public async Task What_is_no_picture_changes_nothing()
    {
        var refused = await File("none.png").Put("hello"u8.ToArray(), Change.By(Olga));
        Assert.Equal(SaveOutcome.Invalid, refused.Outcome);
        Assert.Equal("file", Assert.Single(refused.Errors).Field);
        Assert.Null(await File("none.png").Get());
        Assert.Null(await Directory.Find("none.png", Cancellation));
        Assert.Equal(SaveOutcome.Invalid, (await File("NONE.exe").Put(Draw(SKColors.Red), Change.By(Olga))).Outcome);
    }

    [Fact]
    public async Task Two_changes_of_one_version_are_one_and_a_conflict()
    {
        await File("raced.png").Put(Draw(SKColors.Red), Change.By(Olga));
        Assert.Equal(SaveOutcome.Saved, (await File("raced.png").Put(Draw(SKColors.Blue), Change.By(Olga, 1))).Outcome);
        var late = await File("raced.png").Put(Draw(SKColors.Green), Change.By(Olga, 1));
        Assert.Equal(SaveOutcome.Conflict, late.Outcome);
        Assert.Equal(2, late.Value!.Version);
    }

    [Fact]
    public async Task A_file_that_a_brand_shows_stays_until_it_shows_another()
    {
        await File("shown.png").Put(Draw(SKColors.Red), Change.By(Olga));
        var brand = cluster.Grains.GetGrain<IBrandGrain>("shower");
        Assert.Equal(SaveOutcome.Saved, (await brand.Create(new() { Id = "shower", Name = "Shower", Logo = "shown.png" }, Change.By(Olga))).Outcome);

        var refused = await File("shown.png").Delete(Change.By(Olga));
        Assert.Equal(SaveOutcome.InUse, refused.Outcome);
        Assert.Contains("shower", Assert.Single(refused.Errors).Reason);

        Assert.Equal(SaveOutcome.Saved, (await brand.Save(new() { Id = "shower", Name = "Shower" }, Change.By(Olga))).Outcome);
        Assert.Equal(SaveOutcome.Saved, (await File("shown.png").Delete(Change.By(Olga))).Outcome);
        Assert.Null(await Directory.Find("shown.png", Cancellation));
        Assert.Equal(SaveOutcome.NotFound, (await File("shown.png").Delete(Change.By(Olga))).Outcome);
    }

    [Fact]
    public async Task A_deleted_file_comes_back_with_a_higher_version()
    {
        await File("again.png").Put(Draw(SKColors.Red), Change.By(Olga));
        await File("again.png").Delete(Change.By(Olga));
        Assert.Null(await File("again.png").Get());
        var again = await File("again.png").Put(Draw(SKColors.Red), Change.By(Olga));
        Assert.Equal(3, again.Value!.Version);
    }

    [Fact]
    public async Task Each_change_is_in_the_audit()
    {
        await File("audited.png").Put(Draw(SKColors.Red), Change.By(Olga));
        await File("audited.png").Delete(Change.By(Olga));
        var rows = await cluster.Service<IAuditReader>().List(new ListQuery(), "file/audited.png", Cancellation);
        Assert.Equal(["file.delete", "file.save"], rows.Items.Select(r => r.Action).Order());
        Assert.All(rows.Items, r => Assert.Equal("Olga", r.Actor.Name));
    }

    [Fact]
    public async Task Nothing_that_is_no_hash_is_looked_up()
    {
        Assert.Null(await Directory.Read("../../etc", Cancellation));
        Assert.Null(await Directory.Read(new string('A', 32), Cancellation));
        Assert.Null(await Directory.Read(new string('0', 32), Cancellation));
    }
}
