using Microsoft.Extensions.Time.Testing;
using Portal.Dns;
using Portal.Domains;
using Portal.Saving;
using Portal.Tests.Unit.Dns;

namespace Portal.Tests.Unit.Domains;

public sealed class TakeOverTests
{
    private const string Host = "portal.acme.example";
    private const string Claim = "_portal-claim." + Host;

    private readonly ZoneDouble zone = new();
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    private DomainState Removed =>
        new() { Version = 4, Deleted = true, ChangedAt = clock.Start, Settings = new DomainSettings { Host = Host, Brand = "acme" } };

    private TakeOver TakeOver => new(zone, clock);

    [Fact]
    public async Task A_removed_name_stays_with_its_brand_for_seven_days()
    {
        Assert.Equal(
            $"{Host} was removed by another brand. It can be added here from 8 March 2026 12:00 UTC on, "
                + $"or at once with this record in its zone: {Claim}. 300 IN TXT \"globex\"",
            await Refusal("globex"));
        clock.Advance(TimeSpan.FromDays(7));
        Assert.Null(await Refusal("globex"));
    }

    [Fact]
    public async Task Its_own_brand_and_the_platforms_staff_have_it_back_at_once()
    {
        Assert.Null(await TakeOver.Refuse(Host, Removed, "acme", By("globex", "acme")));
        Assert.Null(await TakeOver.Refuse(Host, Removed, "globex", By()));
    }

    [Fact]
    public async Task Whoever_holds_the_zone_takes_it_over_for_the_brand_that_it_names()
    {
        zone.With(Claim, DnsKind.Txt, "some other word").With(Claim, DnsKind.Txt, "globex");
        Assert.Null(await Refusal("globex"));
        Assert.NotNull(await TakeOver.Refuse(Host, Removed, "initech", By("initech")));
    }

    [Fact]
    public async Task A_server_that_fails_proves_nothing()
    {
        zone.Failing(Claim, DnsKind.Txt, DnsOutcome.ServerFailure);
        Assert.NotNull(await Refusal("globex"));
    }

    private Task<string?> Refusal(string brand) => TakeOver.Refuse(Host, Removed, brand, By(brand));

    private static Change By(params string[] brands) => new("op", Actor.System, null, brands.Length == 0 ? null : brands);
}
