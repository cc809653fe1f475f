using Portal.ApiKeys;
using Portal.Files;
using Portal.Saving;
using Portal.Storage;
using Portal.Tests.Unit.Portals.Sections;
using static Portal.Saving.DeskOutcome;

namespace Portal.Tests.Unit.Desks;

/// <summary>Who may do what with a file of the brand <c>acme</c>, and with one of the platform's.</summary>
public sealed class FileDeskTests
{
    private static readonly FileKey OfAcme = new("acme", "logo.png");
    private static readonly FileKey OfPlatform = new(null, "logo.png");
    private static readonly FileView View = new("logo.png", "image/png", 1, 1, 1, "", 1, DateTimeOffset.UnixEpoch);

    private readonly MadeUpGrains grains = new();
    private readonly FileDesk desk;

    public FileDeskTests()
    {
        foreach (var verb in new[] { "Put", "Delete" })
            grains.Answers[verb] = SaveResult<FileView>.Saved(View);
        desk = new(grains.Factory, Told.That<IFileDirectory>(
            ("Find", (object?[] asked) => ((FileKey)asked[0]!).Name == View.Name ? View : null),
            ("List", new Page<FileView>([View], null))));
    }

    private static CancellationToken None => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("owner", Done, Done, Done)]
    [InlineData("administrator", Done, Done, Done)]
    [InlineData("support", Done, Forbidden, Forbidden)]
    [InlineData("read-only", Done, Forbidden, Forbidden)]
    [InlineData("reseller of acme", Done, Done, Forbidden)]
    [InlineData("reseller of both", Done, Done, Forbidden)]
    [InlineData("reseller of other", NotFound, NotFound, Forbidden)]
    [InlineData("reseller of none", NotFound, NotFound, Forbidden)]
    [InlineData("role of a later release", NotFound, NotFound, Forbidden)]
    internal async Task A_brands_file_is_its_own_and_the_platforms_is_read_by_all(
        string who, DeskOutcome sees, DeskOutcome changes, DeskOutcome changesPlatforms)
    {
        var caller = Callers.Of(who);
        Assert.Equal(sees, (await desk.FindExactly(caller, OfAcme, None)).Outcome);
        Assert.Equal(sees, (await desk.List(caller, "acme", new ListQuery(), None)).Outcome);
        Assert.Equal(changes, (await desk.Delete(caller, OfAcme, Callers.Change(), None)).Outcome);
        Assert.Equal(changes, (await desk.Put(caller, OfAcme, [], Callers.Change())).Outcome);
        Assert.Equal(Done, (await desk.FindExactly(caller, OfPlatform, None)).Outcome);
        Assert.Equal(changesPlatforms, (await desk.Delete(caller, OfPlatform, Callers.Change(), None)).Outcome);
        Assert.Equal(changes == Done ? 2 : 0, grains.Asked.Count(asked => asked.StartsWith("acme/", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("owner", Done)]
    [InlineData("read-only", Forbidden)]
    [InlineData("reseller of both", Invalid)]
    internal async Task Whoever_has_several_brands_says_whose_a_file_is(string who, DeskOutcome outcome) =>
        Assert.Equal(outcome, (await desk.Put(Callers.Of(who), OfPlatform, [], Callers.Change())).Outcome);

    [Fact]
    public async Task A_file_that_is_not_there_wakes_no_grain()
    {
        Assert.Equal(NotFound, (await desk.Delete(Callers.Of("owner"), new FileKey("acme", "none.png"), Callers.Change(), None)).Outcome);
        Assert.Empty(grains.Asked);
    }

    [Fact]
    public async Task A_key_opens_what_its_scopes_say_and_no_more()
    {
        foreach (var scope in Scopes.Known)
        {
            var key = Callers.KeyFor(scope);
            var (reads, writes) = (Scopes.Allow([scope], "files.read"), Scopes.Allow([scope], "files.write"));
            Assert.Equal(reads ? Done : Forbidden, (await desk.FindExactly(key, OfAcme, None)).Outcome);
            Assert.Equal(reads ? Done : Forbidden, (await desk.List(key, null, new ListQuery(), None)).Outcome);
            Assert.Equal(writes ? Done : Forbidden, (await desk.Put(key, OfAcme, [], Callers.Change())).Outcome);
            Assert.Equal(writes ? Done : Forbidden, (await desk.Delete(key, OfAcme, Callers.Change(), None)).Outcome);
        }
    }
}
