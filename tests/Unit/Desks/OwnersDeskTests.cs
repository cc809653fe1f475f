using Portal.ApiKeys;
using Portal.Audit;
using Portal.Saving;
using Portal.Staff;
using Portal.Storage;
using Portal.Tests.Unit.Domains;
using Portal.Tests.Unit.Portals.Sections;
using static Portal.Saving.DeskOutcome;

namespace Portal.Tests.Unit.Desks;

/// <summary>What is the platform's own: API keys, staff and the audit.</summary>
public sealed class OwnersDeskTests
{
    private static readonly ApiKeySettings Settings = new()
    {
        Name = "Import",
        Scopes = ["domains.read"],
        Rights = new StaffRights { Role = StaffRole.Admin },
    };

    private static readonly ApiKeyView View = new("k_1", "p_abc", Settings, default, null);
    private static readonly ApiKeyDigest Digest = new("p_abc", "");

    private readonly MadeUpGrains grains = new();
    private readonly ApiKeyDesk keys;
    private readonly AuditDesk audit = new(Told.That<IAuditReader>(("List", new Page<AuditEntry>([], null))));

    public OwnersDeskTests()
    {
        foreach (var verb in new[] { "Create", "Revoke" })
            grains.Answers[verb] = SaveResult<ApiKeyView>.Saved(View);
        var directory = Told.That<IApiKeyDirectory>(
            ("Find", (object?[] asked) => asked is ["k_1", _] ? View : null), ("List", new Page<ApiKeyView>([View], null)));
        keys = new(grains.Factory, directory, new KnownThings("acme"), TimeProvider.System);
    }

    private static CancellationToken None => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("owner", Done, Done)]
    [InlineData("administrator", Forbidden, Done)]
    [InlineData("support", Forbidden, Forbidden)]
    [InlineData("read-only", Forbidden, Forbidden)]
    [InlineData("reseller of acme", Forbidden, Forbidden)]
    [InlineData("role of a later release", Forbidden, Forbidden)]
    [InlineData("signed out", Forbidden, Forbidden)]
    internal async Task Keys_are_the_owners_and_the_audit_the_administrators_too(
        string who, DeskOutcome managesKeys, DeskOutcome readsAudit)
    {
        var caller = Callers.Of(who);
        Assert.Equal(managesKeys == Done, StaffDesk.MayManage(caller));
        Assert.Equal(readsAudit, (await audit.List(caller, new(), None)).Outcome);
        foreach (var (verb, act) in Verbs())
            Assert.Equal((verb, managesKeys), (verb, await act(caller)));
        Assert.Equal(managesKeys == Done ? 2 : 0, grains.Asked.Count);
    }

    [Fact]
    public async Task A_key_opens_what_its_scopes_say_and_no_more()
    {
        foreach (var scope in Scopes.Known.Where(scope => scope is not "apiKeys.write"))
        {
            var key = Callers.KeyFor(scope);
            var read = await audit.List(key, new ListQuery(), None);
            Assert.Equal(Scopes.Allow([scope], "audit.read") ? Done : Forbidden, read.Outcome);
            foreach (var (verb, act) in Verbs())
            {
                var needed = verb is "find" or "list" ? "apiKeys.read" : "apiKeys.write";
                Assert.Equal((scope, verb, Scopes.Allow([scope], needed) ? Done : Forbidden), (scope, verb, await act(key)));
            }
        }
    }

    [Fact]
    public async Task Nobody_makes_a_key_that_opens_more_than_their_own_or_for_a_brand_to_come()
    {
        var wide = Settings with { Scopes = ["apiKeys.read", "domains.read"] };
        var more = await keys.Create(Callers.KeyFor("apiKeys.write"), wide, [], Digest, Callers.Change(), None);
        Assert.Equal(("scopes[1]", Invalid), (Assert.Single(more.Errors).Field, more.Outcome));
        var reseller = new StaffRights { Role = StaffRole.Reseller, Brands = ["acme", "to-come"] };
        var early = await keys.Create(Callers.Of("owner"), Settings with { Rights = reseller }, [], Digest, Callers.Change(), None);
        Assert.Equal(("brands[1]", Invalid), (Assert.Single(early.Errors).Field, early.Outcome));
        Assert.Empty(grains.Asked);
    }

    private IEnumerable<(string Verb, Func<Caller, Task<DeskOutcome>> Act)> Verbs() =>
    [
        ("list", async caller => (await keys.List(caller, new ListQuery(), None)).Outcome),
        ("find", async caller => (await keys.Find(caller, "k_1", None)).Outcome),
        ("create", async caller => (await keys.Create(caller, Settings, [], Digest, Callers.Change(), None)).Outcome),
        ("revoke", async caller => (await keys.Revoke(caller, "k_1", Callers.Change(), None)).Outcome),
    ];
}
