using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Portal.ApiKeys;
using Portal.Brands;
using Portal.Certificates;
using Portal.Dns;
using Portal.Domains;
using Portal.Mail;
using Portal.Platform;
using Portal.Saving;
using Portal.Tests.Unit.Domains;
using Portal.Tests.Unit.Portals.Sections;
using static Portal.Saving.DeskOutcome;

namespace Portal.Tests.Unit.Desks;

/// <summary>Who may do what with a domain of the brand <c>acme</c>.</summary>
public sealed class DomainDeskTests
{
    private const string Host = "portal.acme.example";
    private static readonly DomainSettings Settings = new() { Host = Host, Brand = "acme", Currencies = ["USD"], JavaScript = "stored()" };
    private static readonly DomainView View = new(Settings, 7, false, default, default);
    private static readonly CertificateView Certificate = new() { State = CertificateState.Issued };

    private readonly MadeUpGrains grains = new();
    private readonly FakeTimeProvider clock = new();
    private readonly DomainDesk desk;
    private readonly DomainCertificateDesk certificates;

    public DomainDeskTests()
    {
        grains.Answers["IDomainGrain.Get"] = View;
        foreach (var verb in new[] { "Create", "Save", "Delete" })
            grains.Answers["IDomainGrain." + verb] = SaveResult<DomainView>.Saved(View);
        grains.Answers["IDnsGrain.CheckNow"] = new DnsView { Verdict = DnsVerdict.Ok, Expected = "" };
        grains.Answers["ICertificateGrain.Get"] = Certificate;
        grains.Answers["ICertificateGrain.Renew"] = Certificate;
        grains.Answers["ICertificateGrain.Upload"] = SaveResult<CertificateView>.Saved(Certificate);
        var options = new PlatformOptions { PlatformHost = "operator.example", ControlHosts = ["localhost"] };
        var platform = new PlatformNames(Options.Create(options), null!);
        var rules = new DomainRules(platform, new KnownThings("acme", "other", "third"), new KnownThings(), new KnownThings());
        var mail = Told.That<ITestMail>(("Send", new TestMailOutcome(true, "", null, null, [], [])));
        desk = new(grains.Factory, new KnownDomains((Host, "acme")), rules, mail, new DecidedChange(clock));
        certificates = new(grains.Factory, desk);
    }

    private static CancellationToken None => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("owner", Done, Done, Done)]
    [InlineData("administrator", Done, Done, Done)]
    [InlineData("support", Done, Forbidden, Forbidden)]
    [InlineData("read-only", Done, Forbidden, Forbidden)]
    [InlineData("reseller of acme", Done, Done, Done)]
    [InlineData("reseller of both", Done, Done, Done)]
    [InlineData("reseller of other", NotFound, NotFound, Invalid)]
    [InlineData("reseller of none", NotFound, NotFound, Forbidden)]
    [InlineData("role of a later release", NotFound, NotFound, Forbidden)]
    [InlineData("signed out", NotFound, NotFound, Forbidden)]
    internal async Task Each_caller_sees_changes_and_adds_what_is_theirs(
        string who, DeskOutcome sees, DeskOutcome changes, DeskOutcome adds)
    {
        foreach (var (verb, act) in Verbs())
        {
            grains.Asked.Clear();
            var expected = Reads.Contains(verb) ? sees : verb == "create" ? adds : changes;
            Assert.Equal((verb, expected), (verb, await act(Callers.Of(who), Host)));
            // Who is refused has changed nothing, whatever was asked.
            if (expected != Done)
                Assert.All(grains.Asked, asked => Assert.EndsWith(" Get", asked, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("owner")]
    [InlineData("reseller of acme")]
    [InlineData("signed out")]
    public async Task A_host_that_is_not_there_wakes_no_grain(string who)
    {
        foreach (var (verb, act) in Verbs().Where(one => one.Verb != "create"))
        {
            foreach (var host in new[] { "made-up.example", "no host", "" })
                Assert.Equal((verb, NotFound), (verb, await act(Callers.Of(who), host)));
        }

        Assert.Empty(grains.Asked);
    }

    [Fact]
    public async Task A_key_opens_what_its_scopes_say_and_no_more()
    {
        foreach (var scope in Scopes.Known)
        {
            foreach (var (verb, act) in Verbs())
            {
                var needed = Reads.Contains(verb) ? "domains.read" : "domains.write";
                Assert.Equal(
                    (scope, verb, Scopes.Allow([scope], needed) ? Done : Forbidden),
                    (scope, verb, await act(Callers.KeyFor(scope), Host)));
            }
        }
    }

    [Theory]
    [InlineData("owner", "third", Done)]
    [InlineData("reseller of both", "other", Done)]
    [InlineData("reseller of acme", "other", Invalid)]
    [InlineData("reseller of acme", "third", Invalid)]
    [InlineData("reseller of acme", null, Done)]
    internal async Task A_domain_goes_to_no_brand_that_the_caller_has_not(string who, string? brand, DeskOutcome outcome)
    {
        var answer = await desk.Save(Callers.Of(who), Host, Settings with { Brand = brand }, [], Callers.Change(), None);
        Assert.Equal(outcome, answer.Outcome);
        string[] fields = outcome == Invalid ? ["brand"] : [];
        Assert.Equal(fields, answer.Errors.Select(error => error.Field));
    }

    [Fact]
    public async Task A_reseller_is_given_no_brand_by_adding_a_domain_without_one()
    {
        var unsaid = Settings with { Brand = null, JavaScript = null };
        Assert.Equal(Done, (await desk.Create(Callers.Of("reseller of acme"), unsaid, [], Callers.Change(), None)).Outcome);
        grains.Asked.Clear();
        var answer = await desk.Create(Callers.Of("reseller of both"), unsaid, [], Callers.Change(), None);
        Assert.Equal((Invalid, "brand"), (answer.Outcome, Assert.Single(answer.Errors).Field));
        Assert.Empty(grains.Asked);
    }

    [Theory]
    [InlineData("other")]
    [InlineData("nowhere")]
    public async Task What_else_is_wrong_does_not_tell_which_brands_there_are(string brand)
    {
        var named = Settings with { Brand = brand, Currencies = ["nothing"], Logo = "theirs.png" };
        var answer = await desk.Save(Callers.Of("reseller of acme"), Host, named, [], Callers.Change(), None);
        Assert.Equal("Choose one of your brands: acme.", Assert.Single(answer.Errors, error => error.Field == "brand").Reason);
        Assert.Equal(["brand", "currencies[0]", "logo"], answer.Errors.Select(error => error.Field).Order());
    }

    [Theory]
    [InlineData("owner", Done)]
    [InlineData("reseller of acme", Forbidden)]
    [InlineData("reseller of acme, with scripts", Done)]
    internal async Task Scripts_are_set_by_those_who_may_and_come_back_unchanged_from_all(string who, DeskOutcome outcome)
    {
        foreach (var (script, sources) in new[] { ("changed()", (ScriptSources?)null), ("stored()", ScriptSources.Any), (null, null) })
        {
            var settings = Settings with { JavaScript = script, ScriptSources = sources };
            Assert.Equal(outcome, (await desk.Save(Callers.Of(who), Host, settings, [], Callers.Change(), None)).Outcome);
        }

        Assert.Equal(Done, (await desk.Save(Callers.Of(who), Host, Settings with { Footer = "New" }, [], Callers.Change(), None)).Outcome);
    }

    [Fact]
    public async Task A_change_is_made_of_the_version_that_rights_were_decided_on_and_in_the_callers_name()
    {
        Change? sent = null;
        grains.Heard = (method, arguments) => sent = method == "Delete" ? (Change)arguments[0]! : sent;
        await desk.Delete(Callers.Of("reseller of acme"), Host, Callers.Change(), None);
        Assert.Equal(((long?)7, "o_1"), (sent!.ExpectedVersion, sent.Actor.Id));
        Assert.Equal(["acme"], sent.OnlyBrands!);
    }

    [Fact]
    public async Task Who_is_overtaken_is_decided_on_anew_unless_they_named_a_version()
    {
        var overtaken = SaveResult<DomainView>.Conflict(View with { Version = 8 });
        grains.Answers["IDomainGrain.Delete"] = overtaken;
        Assert.Equal(Changed, (await desk.Delete(Callers.Of("reseller of acme"), Host, Callers.Change(7), None)).Outcome);

        // It went to another brand meanwhile.
        grains.Heard = (method, _) =>
        {
            if (method == "Delete")
                grains.Answers["IDomainGrain.Get"] = View with { Settings = Settings with { Brand = "other" } };
        };
        Assert.Equal(NotFound, (await desk.Delete(Callers.Of("reseller of acme"), Host, Callers.Change(), None)).Outcome);
    }

    [Fact]
    public async Task Who_is_overtaken_again_and_again_hears_it_in_the_end()
    {
        grains.Answers["IDomainGrain.Delete"] = SaveResult<DomainView>.Conflict(View with { Version = 8 });
        grains.Heard = (method, _) => clock.Advance(method == "Delete" ? TimeSpan.FromSeconds(5) : TimeSpan.Zero);
        Assert.Equal(Busy, (await desk.Delete(Callers.Of("owner"), Host, Callers.Change(), None)).Outcome);
        Assert.Equal(3, grains.Asked.Count(asked => asked.EndsWith(" Delete", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_certificate_of_a_disabled_domain_is_not_renewed()
    {
        grains.Answers["IDomainGrain.Get"] = View with { Settings = Settings with { Status = DomainStatus.Disabled } };
        Assert.Equal(InTheWay, (await certificates.Renew(Callers.Of("owner"), Host, Callers.Change(), None)).Outcome);
        Assert.DoesNotContain(grains.Asked, asked => asked.EndsWith("Renew", StringComparison.Ordinal));
    }

    private static readonly string[] Reads = ["find", "check", "find certificate"];

    private static readonly DomainSettings Another = Settings with { Host = "new.acme.example", JavaScript = null };

    private IEnumerable<(string Verb, Func<Caller, string, Task<DeskOutcome>> Act)> Verbs() =>
    [
        ("find", async (caller, host) => (await desk.Find(caller, host, None)).Outcome),
        ("check", async (caller, host) => (await desk.CheckNow(caller, host, None)).Outcome),
        ("find certificate", async (caller, host) => (await certificates.Find(caller, host, None)).Outcome),
        ("find to change", async (caller, host) => (await desk.FindToChange(caller, host, None)).Outcome),
        ("save", async (caller, host) => (await desk.Save(caller, host, Settings, [], Callers.Change(), None)).Outcome),
        ("delete", async (caller, host) => (await desk.Delete(caller, host, Callers.Change(), None)).Outcome),
        ("test mail", async (caller, host) => (await desk.SendTestMail(caller, host, "a@b.example", None)).Outcome),
        ("renew", async (caller, host) => (await certificates.Renew(caller, host, Callers.Change(), None)).Outcome),
        ("upload", async (caller, host) => (await certificates.Upload(caller, host, "", SecretInput.Keep, Callers.Change(), None)).Outcome),
        ("create", async (caller, _) => (await desk.Create(caller, Another, [], Callers.Change(), None)).Outcome),
    ];
}
