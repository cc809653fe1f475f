using Dapper;
using Portal.Audit;
using Portal.Brands;
using Portal.Domains;
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

    private async Task Brand(string id, string? logo, string? favicon = null)
    {
        var brand = cluster.Grains.GetGrain<IBrandGrain>(id);
        var settings = new BrandSettings { Id = id, Name = id, Logo = logo, Look = new() { Favicon = favicon } };
        Assert.Equal(
            SaveOutcome.Saved,
            (await (await brand.Get() is null ? brand.Create(settings, Change.By(Olga)) : brand.Save(settings, Change.By(Olga)))).Outcome);
    }

    private IFileGrain File(string name) => cluster.Grains.GetGrain<IFileGrain>(name);

    [Fact]
    public async Task A_file_is_listed_and_read_by_its_hash_once_it_is_saved()
    {
        var saved = await File("listed.png").Put(Draw(SKColors.Red), Change.By(Olga));
        Assert.Equal(SaveOutcome.Saved, saved.Outcome);
        Assert.Equal(saved.Value, await Directory.Find(new FileKey(null, "listed.png"), Cancellation));
        Assert.Equal(saved.Value, await File("listed.png").Get());
        Assert.Contains(saved.Value, (await Directory.List(new ListQuery("listed"), Cancellation)).Items);
        var blob = await Directory.Read(saved.Value!.Hash, Cancellation);
        Assert.Equal("image/png", blob!.Value.Type);
        Assert.Equal(saved.Value.Bytes, blob.Value.Content.Length);
    }

    [Fact]
    public async Task A_row_that_is_gone_is_written_again_by_the_daily_comparison()
    {
        var saved = (await File("lost.png").Put(Draw(SKColors.Red), Change.By(Olga))).Value!;
        var reconciler = cluster.Grains.GetGrain<IReconcilerGrain>(0);
        await reconciler.Run();
        await using (var connection = await cluster.Database.Write.OpenConnectionAsync(Cancellation))
            await connection.ExecuteAsync("DELETE FROM portal_files WHERE name = 'lost.png'");
        Assert.Equal(1, await reconciler.Run());
        Assert.Equal(saved, await Directory.Find(new FileKey(null, "lost.png"), Cancellation));
        Assert.Equal(0, await reconciler.Run());
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
        Assert.Null(await Directory.Find(new FileKey(null, "none.png"), Cancellation));
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
        Assert.Equal(
            SaveOutcome.Saved, (await brand.Create(new() { Id = "shower", Name = "Shower", Logo = "shown.png" }, Change.By(Olga))).Outcome);

        var refused = await File("shown.png").Delete(Change.By(Olga));
        Assert.Equal(SaveOutcome.InUse, refused.Outcome);
        Assert.Contains("shower", Assert.Single(refused.Errors).Reason);

        Assert.Equal(SaveOutcome.Saved, (await brand.Save(new() { Id = "shower", Name = "Shower" }, Change.By(Olga))).Outcome);
        Assert.Equal(SaveOutcome.Saved, (await File("shown.png").Delete(Change.By(Olga))).Outcome);
        Assert.Null(await Directory.Find(new FileKey(null, "shown.png"), Cancellation));
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
    public async Task A_brand_means_its_own_file_by_a_name_and_another_brand_the_platforms()
    {
        foreach (var id in new[] { "own", "other" })
            await Brand(id, null);
        var shared = await File("mark.png").Put(Draw(SKColors.Red), Change.By(Olga));
        var own = await File("own/mark.png").Put(Draw(SKColors.Blue), Change.By(Olga));
        Assert.Equal(("own", "mark.png"), (own.Value!.Owner, own.Value.Name));
        Assert.Equal(own.Value, await Directory.Resolve("mark.png", "own", Cancellation));
        Assert.Equal(shared.Value, await Directory.Resolve("mark.png", "other", Cancellation));
        Assert.Equal(shared.Value, await Directory.Resolve("mark.png", null, Cancellation));

        await Brand("own", "mark.png");
        await Brand("other", "mark.png");
        Assert.Equal(["brand/own"], await Directory.Uses(own.Value.Key, null, 9, Cancellation));
        Assert.Equal(["brand/other"], await Directory.Uses(shared.Value!.Key, null, 9, Cancellation));
        var seen = (await Directory.List(new ListQuery("mark", Brands: ["other"]), Cancellation)).Items;
        Assert.Equal([shared.Value], seen);
    }

    [Fact]
    public async Task A_brands_file_cannot_be_named_by_another_brand()
    {
        await Brand("holder", null);
        await File("holder/secret.png").Put(Draw(SKColors.Red), Change.By(Olga));
        var refused = await cluster.Grains.GetGrain<IBrandGrain>("stranger").Create(
            new() { Id = "stranger", Name = "Stranger", Logo = "secret.png" }, Change.By(Olga));
        Assert.Equal("logo", Assert.Single(refused.Errors).Field);
        Assert.Equal("brand", Assert.Single((await File("nobody/secret.png").Put(Draw(SKColors.Red), Change.By(Olga))).Errors).Field);
    }

    [Fact]
    public async Task A_file_from_before_owners_goes_to_the_one_brand_that_shows_it()
    {
        foreach (var name in new[] { "alone.png", "both.png", "unused.png" })
            await File(name).Put(Draw(SKColors.Red), Change.By(Olga));
        await Brand("first", "alone.png", "both.png");
        await Brand("second", "both.png");
        await using (var connection = await cluster.Database.Write.OpenConnectionAsync(Cancellation))
            await connection.ExecuteAsync(
                "UPDATE portal_files SET owner_pending = 1 WHERE file IN ('alone.png', 'both.png', 'unused.png')");

        await cluster.Service<FileOwners>().Settle();
        Assert.Equal("first", (await Directory.Resolve("alone.png", "first", Cancellation))!.Owner);
        Assert.Null(await Directory.Find(new FileKey(null, "alone.png"), Cancellation));
        Assert.Equal(["brand/first"], await Directory.Uses(new FileKey("first", "alone.png"), null, 9, Cancellation));
        Assert.Equal(["both.png", "unused.png"], (await Directory.List(new ListQuery(), Cancellation)).Items
            .Where(file => file.Owner is null && file.Name is "alone.png" or "both.png" or "unused.png").Select(file => file.Name));
    }

    [Fact]
    public async Task Nothing_that_is_no_hash_is_looked_up()
    {
        Assert.Null(await Directory.Read("../../etc", Cancellation));
        Assert.Null(await Directory.Read(new string('A', 32), Cancellation));
        Assert.Null(await Directory.Read(new string('0', 32), Cancellation));
    }
}
