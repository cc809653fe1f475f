using Portal.ApiKeys;
using Portal.Brands;
using Portal.Saving;
using Portal.Tests.Unit.Domains;
using Portal.Tests.Unit.Portals.Sections;
using static Portal.Saving.DeskOutcome;

namespace Portal.Tests.Unit.Desks;

/// <summary>Who may do what with the brand <c>acme</c>.</summary>
public sealed class BrandDeskTests
{
    private static readonly BrandSettings Settings = new() { Id = "acme", Name = "Acme", JavaScript = "stored()" };
    private static readonly BrandView View = new(Settings, 7, false, default, default);

    private readonly MadeUpGrains grains = new();
    private readonly BrandDesk desk;

    public BrandDeskTests()
    {
        grains.Answers["Get"] = View;
        foreach (var verb in new[] { "Create", "Save", "Delete" })
            grains.Answers[verb] = SaveResult<BrandView>.Saved(View);
        desk = new(grains.Factory, new KnownThings("acme"), new BrandRules(new KnownThings()), new DecidedChange(TimeProvider.System));
    }

    private static CancellationToken None => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("owner", Done, Done, Done, Done)]
    [InlineData("administrator", Done, Done, Done, Done)]
    [InlineData("support", Done, Forbidden, Forbidden, Forbidden)]
    [InlineData("read-only", Done, Forbidden, Forbidden, Forbidden)]
    [InlineData("reseller of acme", Done, Done, Forbidden, Forbidden)]
    [InlineData("reseller of both", Done, Done, Forbidden, Forbidden)]
    [InlineData("reseller of other", NotFound, NotFound, NotFound, Forbidden)]
    [InlineData("reseller of none", NotFound, NotFound, NotFound, Forbidden)]
    [InlineData("role of a later release", NotFound, NotFound, NotFound, Forbidden)]
    [InlineData("signed out", NotFound, NotFound, NotFound, Forbidden)]
    internal async Task Who_holds_a_brand_changes_it_and_the_platform_gives_and_ends_it(
        string who, DeskOutcome sees, DeskOutcome changes, DeskOutcome deletes, DeskOutcome adds)
    {
        var expected = new Dictionary<string, DeskOutcome> { ["find"] = sees, ["save"] = changes, ["delete"] = deletes, ["create"] = adds };
        foreach (var (verb, act) in Verbs())
        {
            grains.Asked.Clear();
            Assert.Equal((verb, expected[verb]), (verb, await act(Callers.Of(who), "acme")));
            if (expected[verb] != Done)
                Assert.All(grains.Asked, asked => Assert.EndsWith(" Get", asked, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("owner")]
    [InlineData("reseller of both")]
    public async Task A_brand_that_is_not_there_wakes_no_grain(string who)
    {
        foreach (var (verb, act) in Verbs().Where(one => one.Verb != "create"))
        {
            foreach (var id in new[] { "other", "No Id", "" })
                Assert.Equal((verb, NotFound), (verb, await act(Callers.Of(who), id)));
        }

        Assert.Equal(Invalid, (await desk.Create(Callers.Of("owner"), Settings with { Id = "No Id" }, [], Callers.Change(), None)).Outcome);
        Assert.Empty(grains.Asked);
    }

    [Fact]
    public async Task A_key_opens_what_its_scopes_say_and_no_more()
    {
        foreach (var scope in Scopes.Known)
        {
            foreach (var (verb, act) in Verbs())
            {
                Assert.Equal(
                    (scope, verb, Scopes.Allow([scope], verb == "find" ? "brands.read" : "brands.write") ? Done : Forbidden),
                    (scope, verb, await act(Callers.KeyFor(scope), "acme")));
            }
        }
    }

    [Theory]
    [InlineData("owner", Done)]
    [InlineData("reseller of acme", Forbidden)]
    [InlineData("reseller of acme, with scripts", Done)]
    internal async Task Scripts_are_set_by_those_who_may(string who, DeskOutcome outcome)
    {
        var answer = await desk.Save(Callers.Of(who), "acme", Settings with { JavaScript = "changed()" }, [], Callers.Change(), None);
        Assert.Equal(outcome, answer.Outcome);
        string[] fields = outcome == Done ? [] : ["javaScript"];
        Assert.Equal(fields, answer.Errors.Select(error => error.Field));
    }

    private IEnumerable<(string Verb, Func<Caller, string, Task<DeskOutcome>> Act)> Verbs() =>
    [
        ("find", async (caller, id) => (await desk.Find(caller, id, None)).Outcome),
        ("save", async (caller, id) => (await desk.Save(caller, id, Settings, [], Callers.Change(), None)).Outcome),
        ("delete", async (caller, id) => (await desk.Delete(caller, id, Callers.Change(), None)).Outcome),
        ("create", async (caller, _) => (await desk.Create(caller, Settings with { Id = "new" }, [], Callers.Change(), None)).Outcome),
    ];
}
