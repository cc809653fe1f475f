namespace Portal.Tests.Unit.Portals.Sections;

/// <summary>What the nightly proof found right is said beside the totals that it is of, and nothing where it wasn't.</summary>
public sealed class VerifiedTests : IAsyncDisposable
{
    private readonly SectionWorld world = new();

    [Theory]
    [InlineData("/cdr")]
    [InlineData("/breakout")]
    [InlineData("/dashboard")]
    public async Task Totals_of_a_proved_time_say_when_in_the_pages_zone(string path)
    {
        world.Calls.Add();
        Assert.DoesNotContain("Verified", (await world.Get(path))!.Body, StringComparison.Ordinal);
        world.Calls.Proved = new(2026, 11, 24, 2, 12, 0, TimeSpan.Zero);
        Assert.Contains("Verified 03:12", (await world.Get(path))!.Body, StringComparison.Ordinal);
        world.Calls.Proved = new(2026, 11, 22, 2, 12, 0, TimeSpan.Zero);
        Assert.Contains("Verified 22 Nov 2026 03:12", (await world.Get(path))!.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Totals_of_a_filter_and_those_that_there_arent_say_nothing()
    {
        world.Calls.Add();
        world.Calls.Proved = new(2026, 11, 24, 2, 12, 0, TimeSpan.Zero);
        foreach (var path in (string[])["/cdr?source=49", "/cdr?range=lastMonth", "/breakout?range=lastMonth"])
            Assert.DoesNotContain("Verified", (await world.Get(path))!.Body, StringComparison.Ordinal);
        world.Calls.IsLarge = true;
        Assert.DoesNotContain("Verified", (await world.Get("/cdr"))!.Body, StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => world.DisposeAsync();
}
