using Portal.Brands;
using Portal.Certificates;
using Portal.Dns;
using Portal.Domains;
using Portal.Mail;
using Portal.Saving;
using Portal.Staff;
using Portal.Storage;
using Portal.Tests.Cluster.Dns;
using Portal.Tests.Cluster.Hosting;
using Portal.Tests.Unit.Certificates;

namespace Portal.Tests.Cluster.Mail;

/// <summary>The operator hears of a live domain whose record left, in time before its certificate ends.</summary>
public sealed class LeavingTests(DnsOnSqlite cluster) : IClassFixture<DnsOnSqlite>
{
    private const string Host = "leaving.acme.example";

    private static Change Change => Change.By(Actor.System);

    [Fact]
    public async Task Staff_and_the_brands_reseller_are_mailed_once_a_step()
    {
        await Hire("owner@operator.example", new StaffRights { Role = StaffRole.Owner });
        await Hire("support@operator.example", new StaffRights { Role = StaffRole.Support });
        await Hire("theirs@reseller.example", new StaffRights { Role = StaffRole.Reseller, Brands = ["acme"] });
        await Hire("other@reseller.example", new StaffRights { Role = StaffRole.Reseller, Brands = ["globex"] });
        Assert.True(
            (await cluster.Grains.GetGrain<IBrandGrain>("acme").Create(new BrandSettings { Id = "acme", Name = "Acme" }, Change)).IsSaved);
        cluster.Parts.Check.Answer(Host, DnsVerdict.Ok);
        Assert.True(
            (await cluster.Grains.GetGrain<IDomainGrain>(Host).Create(new DomainSettings { Host = Host, Brand = "acme" }, Change)).IsSaved);
        await Eventually.Holds(async () => (await Dns.Get()).Ok, "it points here");
        var now = TimeProvider.System.GetUtcNow();
        using var own = MadeCertificate.Leaf(Host, from: now.AddDays(-1), to: now.AddDays(20));
        var uploaded = await cluster.Grains.GetGrain<ICertificateGrain>(Host).Upload(own.Pem, SecretInput.Set(own.KeyPem), Change);
        Assert.True(uploaded.IsSaved, string.Join(' ', uploaded.Errors.Select(e => e.Reason)));

        cluster.Parts.Check.Answer(Host, DnsVerdict.PointsElsewhere);
        await LookAgain(TimeSpan.FromHours(7));
        await Eventually.Holds(async () => (await Told()).Count == 2, "two were told");
        Assert.Equal(["owner@operator.example", "theirs@reseller.example"], (await Told()).Select(m => m.To).Order(StringComparer.Ordinal));
        // Without a mail server it waits, and says why.
        await Eventually.Holds(async () => (await Told()).All(m => m.Reason is not null), "each was tried", TimeSpan.FromSeconds(40));
        Assert.All(await Told(), m => Assert.Equal("No mail server is set for the platform.", m.Reason));

        await LookAgain(TimeSpan.FromHours(2));
        Assert.Equal(2, (await Told()).Count);
        await LookAgain(TimeSpan.FromDays(7));
        await Eventually.Holds(async () => (await Told()).Count == 4, "two were told again");
    }

    private IDnsGrain Dns => cluster.Grains.GetGrain<IDnsGrain>(Host);

    private async Task LookAgain(TimeSpan after)
    {
        var queries = cluster.Parts.Check.Queries(Host);
        cluster.Parts.Clock.Push(after);
        await Eventually.Holds(() => Task.FromResult(cluster.Parts.Check.Queries(Host) > queries), "it is looked at again");
        await Eventually.Holds(async () => (await Dns.Get()).LeftAt is not null, "it has left");
        // Behind the one that keeps what was seen.
        await Dns.Wake();
    }

    private async Task<IReadOnlyList<MailRow>> Told() =>
        (await cluster.Service<IMailLog>().List(IOutboxGrain.Platform, null, new ListQuery(), CancellationToken.None)).Items;

    private async Task Hire(string email, StaffRights rights)
    {
        var hired = await cluster.Grains.GetGrain<IOperatorGrain>(email).Create(
            new OperatorSettings { Email = email, Name = "Somebody", Rights = rights }, "correct horse battery", Change);
        Assert.True(hired.IsSaved, string.Join(' ', hired.Errors.Select(e => e.Reason)));
    }
}
