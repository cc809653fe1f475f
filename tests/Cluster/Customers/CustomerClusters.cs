using Microsoft.Extensions.DependencyInjection;
using Portal.People;
using Portal.Storage;
using Portal.Tests.Cluster.Hosting;

namespace Portal.Tests.Cluster.Customers;

public sealed class CustomersOnSqliteCluster : SqliteCluster
{
    protected override void Configure(IServiceCollection services) => services.AddSingleton<IContactDirectory>(new NoContacts());
}

public sealed class CustomersOnPostgresCluster : PostgresCluster
{
    protected override void Configure(IServiceCollection services) => services.AddSingleton<IContactDirectory>(new NoContacts());
}

/// <summary>Customers that have no people.</summary>
internal sealed class NoContacts : IContactDirectory
{
    public Task<Page<ContactRow>> List(string customer, ListQuery query, CancellationToken cancellation) => Task.FromResult(new Page<ContactRow>([], null));

    public Task<ContactRow?> Find(string customer, string contact, CancellationToken cancellation) => Task.FromResult<ContactRow?>(null);

    public Task<string?> FindPerson(string email, IReadOnlyList<string> scopes, CancellationToken cancellation) => Task.FromResult<string?>(null);

    public Task<bool> PersonExists(string person, CancellationToken cancellation) => Task.FromResult(false);

    public Task<bool> IsHeldByReseller(string brand, CancellationToken cancellation) => Task.FromResult(false);
}
