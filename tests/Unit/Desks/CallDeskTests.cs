using Portal.ApiKeys;
using Portal.Calls;
using Portal.Customers;
using Portal.Saving;
using Portal.Tests.Unit.Portals.Sections;
using static Portal.Saving.DeskOutcome;

namespace Portal.Tests.Unit.Desks;

/// <summary>Who sees the calls of a customer of the brand <c>acme</c>.</summary>
public sealed class CallDeskTests
{
    private static readonly CustomerRow OfAcme = new(
        "c_1", CustomerKind.Customer, "Anvils", CustomerStatus.Active, "USD", null, "acme", [], new Money(0, "USD"), 0, 1, default);

    private static readonly CallQuery Today = new(SectionWorld.Now.AddDays(-1), SectionWorld.Now);

    private readonly MadeUpCalls calls = new();
    private readonly CallDesk desk;
    private readonly Call call;

    public CallDeskTests()
    {
        call = calls.Add();
        desk = new(calls, Told.That<ICustomerDirectory>(
            ("Find", (object?[] asked) => (string)asked[0]! == OfAcme.Id ? OfAcme : null)));
    }

    private static CancellationToken None => TestContext.Current.CancellationToken;

    private string Key => CallKey.Of(call).ToString();

    [Theory]
    [InlineData("owner", Done, null)]
    [InlineData("administrator", Done, null)]
    [InlineData("support", Done, null)]
    [InlineData("read-only", Done, null)]
    [InlineData("reseller of acme", Done, "acme")]
    [InlineData("reseller of both", Done, "acme other")]
    [InlineData("reseller of other", NotFound, "other")]
    [InlineData("reseller of none", NotFound, "")]
    [InlineData("role of a later release", NotFound, "")]
    [InlineData("signed out", NotFound, "")]
    internal async Task Staff_see_all_calls_and_a_reseller_those_of_their_brands_customers(string who, DeskOutcome sees, string? brands)
    {
        var caller = Callers.Of(who);
        Assert.Equal(sees, (await desk.Find(caller, Key, None)).Outcome);
        Assert.Equal(sees == Done ? 1 : 0, (await desk.FindById(caller, call.CallId, None)).Count);

        // The store is asked for no other brands, whatever a face asked for.
        var wide = Today with { Brands = ["acme", "other", "third"] };
        Assert.Equal(Done, (await desk.Page(caller, wide, None)).Outcome);
        Assert.Equal(brands, Brands(calls.Asked!.Brands));
        _ = await desk.Totals(caller, wide, None);
        Assert.Equal(brands, Brands(calls.Asked.Brands));
        _ = desk.All(caller, wide, None);
        Assert.Equal(brands, Brands(calls.Asked.Brands));
        Assert.Equal(Done, (await desk.Breakout(caller, Sums(wide), None)).Outcome);
        Assert.Equal(brands, Brands(calls.AskedSums!.Brands));
    }

    [Theory]
    [InlineData("owner", Done)]
    [InlineData("reseller of acme", NotFound)]
    internal async Task Calls_of_a_customer_that_is_gone_are_the_operators_alone(string who, DeskOutcome sees)
    {
        var orphan = calls.Add(customer: "c_gone");
        Assert.Equal(sees, (await desk.Find(Callers.Of(who), CallKey.Of(orphan).ToString(), None)).Outcome);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no key")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAA")]
    public async Task What_is_no_calls_key_is_not_there(string key) =>
        Assert.Equal(NotFound, (await desk.Find(Callers.Of("owner"), key, None)).Outcome);

    [Fact]
    public async Task A_key_that_does_not_read_calls_reads_none()
    {
        foreach (var scope in Scopes.Known)
        {
            var key = Callers.KeyFor(scope);
            var reads = Scopes.Allow([scope], "calls.read");
            Assert.Equal(reads ? Done : Forbidden, (await desk.Page(key, Today, None)).Outcome);
            Assert.Equal(reads ? Done : Forbidden, (await desk.Find(key, Key, None)).Outcome);
            Assert.Equal(reads ? Done : Forbidden, (await desk.Breakout(key, Sums(Today), None)).Outcome);
            Assert.Equal(reads ? 1 : 0, (await desk.Totals(key, Today, None))!.Count);
            Assert.Equal(reads ? 1 : 0, (await desk.FindById(key, call.CallId, None)).Count);
            Assert.Equal(reads, await desk.All(key, Today, None).AnyAsync(None));
        }
    }

    private static BreakoutQuery Sums(CallQuery query) => new(query.From, query.To) { Zone = TimeZoneInfo.Utc, Brands = query.Brands };

    private static string? Brands(IReadOnlyList<string>? brands) => brands is null ? null : string.Join(' ', brands);
}
