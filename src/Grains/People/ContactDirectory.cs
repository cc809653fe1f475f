using Dapper;
using Portal.Access;
using Portal.Lists;
using Portal.Saving;
using Portal.Secrets;
using Portal.Storage;

namespace Portal.People;

internal sealed class ContactDirectory(PortalDatabase database, ListReader lists, EmailKeys keys) : IContactDirectory
{
    public Task<Page<ContactRow>> List(string customer, ListQuery query, CancellationToken cancellation) =>
        lists.Page<Row, ContactRow>(ContactList.Plan, query, new { customer }, row => row.ToLine(), cancellation);

    public IAsyncEnumerable<ContactRow> All(string customer, CancellationToken cancellation) =>
        lists.All<Row, ContactRow>(ContactList.Plan, new ListQuery(), new { customer }, row => row.ToLine(), cancellation);

    public async Task<ContactRow?> Find(string customer, string contact, CancellationToken cancellation)
    {
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(
            $"SELECT {ContactList.Fields} FROM portal_contacts p WHERE p.customer = @customer AND p.id = @contact",
            new { customer, contact },
            cancellationToken: cancellation));
        return row?.ToLine();
    }

    public async Task<string?> FindPerson(string email, IReadOnlyList<string> scopes, CancellationToken cancellation)
    {
        if (!EmailAddress.TryParse(email, out var address))
            return null;
        var key = await keys.Of(address);
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        var found = (await connection.QueryAsync<(string Scope, string Id)>(new CommandDefinition(
            "SELECT scope, id FROM portal_persons WHERE email_key = @key AND gone = 0",
            new { key },
            cancellationToken: cancellation))).ToLookup(row => row.Scope, row => row.Id, StringComparer.Ordinal);
        // In the order asked: a host's own people before those who sign in anywhere.
        return scopes.Select(scope => found[scope].FirstOrDefault()).FirstOrDefault(id => id is not null);
    }

    public Task<bool> PersonExists(string person, CancellationToken cancellation) =>
        Any("SELECT 1 FROM portal_persons WHERE id = @key AND gone = 0", person, cancellation);

    public Task<bool> IsHeldByReseller(string brand, CancellationToken cancellation) =>
        Any("SELECT 1 FROM portal_brand_holders WHERE brand = @key LIMIT 1", brand, cancellation);

    private async Task<bool> Any(string sql, string key, CancellationToken cancellation)
    {
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<int?>(
            new CommandDefinition(sql, new { key }, cancellationToken: cancellation)) is not null;
    }

    private sealed class Row : ListRow
    {
        public required string Id { get; init; }
        public required string Customer { get; init; }
        public required string Person { get; init; }
        public required string Name { get; init; }
        public required string Email { get; init; }
        public required string Role { get; init; }
        public required string Status { get; init; }
        public string? Department { get; init; }
        public required long HasPassword { get; init; }
        public required long HasFactor { get; init; }
        public required long Invited { get; init; }
        public required long Others { get; init; }

        public ContactRow ToLine() => new(
            Id, Customer, Person, Name, Email,
            UnknownNames.Keep<ContactRole>(Role), UnknownNames.Keep<ContactStatus>(Status),
            Department, HasPassword != 0, HasFactor != 0, Invited == 0 && Others > 0, Invited != 0 || HasPassword == 0);
    }
}
