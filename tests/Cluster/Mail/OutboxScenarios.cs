using Dapper;
using Portal.Brands;
using Portal.Domains;
using Portal.Mail;
using Portal.Saving;
using Portal.Storage;
using Portal.Tests.Cluster.Hosting;
using Portal.Tests.EndToEnd.Parts;

namespace Portal.Tests.Cluster.Mail;

/// <summary>What scenarios of outboxes share: each has a domain and a mail server of its own.</summary>
public abstract class OutboxScenarios(ClusterFixture cluster)
{
    private static int count;

    private readonly int number = Interlocked.Increment(ref count);

    private protected static Change Change => Change.By(new Actor("operator", "op_1", "Ada", "192.0.2.1"));

    private protected string Host => $"portal{number}.acme.example";

    private protected string BrandId => $"acme-{number}";

    private protected ClusterFixture Cluster => cluster;

    private protected IOutboxGrain Outbox => cluster.Grains.GetGrain<IOutboxGrain>(Host);

    private protected IMailLog Log => cluster.Service<IMailLog>();

    private protected async Task AddDomain(int port, SmtpSettings? smtp = null)
    {
        var brand = await cluster.Grains.GetGrain<IBrandGrain>(BrandId).Create(
            new BrandSettings { Id = BrandId, Name = "Acme Telecom", Footer = "Acme Ltd" }, Change);
        Assert.True(brand.IsSaved, string.Join(' ', brand.Errors.Select(e => e.Reason)));
        smtp ??= new SmtpSettings { Security = SmtpSecurity.None };
        var made = await cluster.Grains.GetGrain<IDomainGrain>(Host).Create(
            new DomainSettings
            {
                Host = Host,
                Brand = BrandId,
                Smtp = smtp with { Server = "127.0.0.1", Port = port, From = "Acme <billing@acme.example>", ReplyTo = "help@acme.example" },
            },
            Change);
        Assert.True(made.IsSaved, string.Join(' ', made.Errors.Select(e => e.Reason)));
    }

    private protected static MailDraft Draft(string id, string to = "you@customer.example", DateTimeOffset? until = null) => new()
    {
        Id = id,
        Kind = MailKind.ResetPassword,
        ToAddress = to,
        ToName = "Ann",
        Link = "/reset-password?token=t0k3n",
        UsefulUntil = until,
    };

    private protected async Task<MailRow> Row(string id) => (await Log.Find(Host, id, CancellationToken.None))!;

    private protected Task Reaches(string id, MailState state, TimeSpan? limit = null) =>
        Eventually.Holds(async () => (await Row(id)).State == state, $"mail {id} is {state}", limit);

    /// <summary>Waits until a try was in vain; answers the row.</summary>
    private protected async Task<MailRow> Fails(string id, int attempts = 1)
    {
        await Eventually.Holds(
            async () => await Row(id) is var row && row.Attempts >= attempts && row.Reason is not null,
            $"mail {id} was tried {attempts} times",
            TimeSpan.FromSeconds(30));
        return await Row(id);
    }

    /// <summary>Waits until a mail says why it waits; answers the row.</summary>
    private protected async Task<MailRow> Waits(string id)
    {
        await Eventually.Holds(async () => (await Row(id)).Reason is not null, $"{id} says why it waits");
        return await Row(id);
    }

    private protected async Task<string?> StoredLink(string id)
    {
        await using var connection = await cluster.Database.Read.OpenConnectionAsync();
        return await connection.QuerySingleOrDefaultAsync<string?>(
            "SELECT link FROM portal_mail WHERE box = @Host AND id = @id", new { Host, id });
    }

    private protected static int Closed() => FreePort.Next();

    private protected static ListQuery All => new();
}
