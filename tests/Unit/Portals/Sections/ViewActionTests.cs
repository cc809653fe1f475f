using Portal.Exports;
using Portal.Views;

namespace Portal.Tests.Unit.Portals.Sections;

/// <summary>What is done with saved views is said afterwards, and many of them don't bury the page.</summary>
public sealed class ViewActionTests : IAsyncDisposable
{
    private static readonly CancellationToken Stop = CancellationToken.None;

    private readonly SectionWorld world = new();

    [Theory]
    [InlineData("/views/delete", "deleted", "The view has been deleted.")]
    [InlineData("/views/default", "opens", "The page opens with this view")]
    [InlineData("/views/rename", "renamed", "The view has been renamed.")]
    public async Task Each_action_says_what_it_did(string path, string done, string said)
    {
        await Put("Mine");
        var answer = (await world.Post(
            SectionWorld.Call(path: path), ("section", "cdr"), ("name", "Mine"), ("default", "true"), ("to", "Yours")))!;
        Assert.Equal("/views?done=" + done, answer.Location);
        var page = SectionWorld.Call(path: answer.Location!);
        page.Context.Request.Headers.Accept = "text/html";
        Assert.Contains(said, (await world.Ask(page))!.Text(".portal-note-good"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_renamed_view_stays_what_it_is_with_its_files_and_takes_nobodys_name()
    {
        await Put("Mine");
        await Put("Taken");
        await world.Exports.Set(
            new(new("ct_1", "c_1", "p_1", "host", "en", "en"), "Mine", ExportFormat.Csv, ExportEvery.Daily, SectionWorld.Now), Stop);
        Assert.Equal(422, (await Rename("Mine", "Taken")).Status);
        Assert.Equal(422, (await Rename("Mine", " ")).Status);
        Assert.Equal(303, (await Rename("Mine", "Mine")).Status);
        Assert.Equal(303, (await Rename("Mine", "Yours")).Status);
        Assert.Equal(["Taken", "Yours"], (await world.Views.All("ct_1", Stop)).Select(view => view.Name));
        Assert.Equal("Yours", Assert.Single(await ((IExportSchedules)world.Exports).Of("ct_1", Stop)).View);
    }

    [Theory]
    [InlineData(6, 6, 0)]
    [InlineData(12, 5, 7)]
    public async Task Many_are_folded_and_the_one_that_is_shown_is_not(int all, int near, int folded)
    {
        for (var i = 0; i < all; i++)
            await Put($"View {i:00}", "range=last7d&source=" + i);
        var page = (await world.Get($"/cdr?range=last7d&source={all - 1}"))!.Page;
        Assert.Equal(near + 1, page.QuerySelectorAll(".portal-views > ul a").Length);
        Assert.Equal(folded, page.QuerySelectorAll(".portal-views details a").Length);
        Assert.Equal($"View {all - 1:00}", page.QuerySelector(".portal-views > ul [aria-current]")!.TextContent);
    }

    private async Task<Answered> Rename(string name, string to) => (await world.Post(
        SectionWorld.Call(path: "/views/rename"), ("section", "cdr"), ("name", name), ("to", to)))!;

    private Task<ViewOutcome> Put(string name, string query = "range=today") =>
        world.Views.Put("ct_1", new("cdr", name, query, false), Stop);

    public ValueTask DisposeAsync() => world.DisposeAsync();
}
