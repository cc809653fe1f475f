using System.Text;
using Dapper;
using Portal.Access;
using Portal.Saving;
using Portal.Secrets;
using Portal.Storage;

namespace Portal.People;

internal sealed class ContactDirectory(PortalDatabase database, EmailKeys keys) : IContactDirectory
{
    private const string Columns = """
        SELECT id, customer, person, name, email, role, status, department, has_password AS HasPassword, has_factor AS HasFactor,
          sort_name AS SortName, invited,
          (SELECT COUNT(*) FROM portal_contacts other
            WHERE other.person = portal_contacts.person AND other.id <> portal_contacts.id AND other.invited = 0) AS Others
        FROM portal_contacts WHERE customer = @customer
        """;

    public async Task<Page<ContactRow>> List(string customer, ListQuery query, CancellationToken cancellation)
    {
        var sql = new StringBuilder(Columns);
        var like = Like.Folded(query.Text);
        if (like is not null)
            sql.Append(@" AND search LIKE @like ESCAPE '\'");
        var after = Cursor.Read(query.Cursor);
        if (after is not null)
            sql.Append(" AND (sort_name > @Name OR (sort_name = @Name AND id > @Id))");
        sql.Append(" ORDER BY sort_name, id LIMIT @limit");

        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        var rows = (await connection.QueryAsync<Row>(new CommandDefinition(
            sql.ToString(), new { customer, like, after?.Name, after?.Id, limit = query.Limit + 1 }, cancellationToken: cancellation))).AsList();
        var more = rows.Count > query.Limit;
        if (more)
            rows.RemoveAt(rows.Count - 1);
        return new Page<ContactRow>(rows.ConvertAll(row => row.ToLine()), more ? new Cursor(rows[^1].SortName, rows[^1].Id).ToString() : null);
    }

    public async Task<ContactRow?> Find(string customer, string contact, CancellationToken cancellation)
    {
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(Columns + " AND id = @contact", new { customer, contact }, cancellationToken: cancellation));
        return row?.ToLine();
    }

    public async Task<string?> FindPerson(string email, IReadOnlyList<string> scopes, CancellationToken cancellation)
    {
        if (!EmailAddress.TryParse(email, out var address))
            return null;
        var key = await keys.Of(address);
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        var found = (await connection.QueryAsync<(string Scope, string Id)>(new CommandDefinition(
            "SELECT scope, id FROM portal_persons WHERE email_key = @key AND gone = 0", new { key }, cancellationToken: cancellation))).ToLookup(row => row.Scope, row => row.Id, StringComparer.Ordinal);
        // In the order asked: a host's own people before those who sign in anywhere.
        return scopes.Select(scope => found[scope].FirstOrDefault()).FirstOrDefault(id => id is not null);
    }

    public Task<bool> PersonExists(string person, CancellationToken cancellation) => Any("SELECT 1 FROM portal_persons WHERE id = @key AND gone = 0", person, cancellation);

    public Task<bool> IsHeldByReseller(string brand, CancellationToken cancellation) => Any("SELECT 1 FROM portal_brand_holders WHERE brand = @key LIMIT 1", brand, cancellation);

    private async Task<bool> Any(string sql, string key, CancellationToken cancellation)
    {
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<int?>(new CommandDefinition(sql, new { key }, cancellationToken: cancellation)) is not null;
    }

    /// <summary>Name and id of the last line, as one word for an address.</summary>
    private sealed record Cursor(string Name, string Id)
    {
        public static Cursor? Read(string? text)
        {
            if (text is not { Length: > 0 and < 1000 } || text.IndexOf('.', StringComparison.Ordinal) is not (> 0 and var dot))
                return null;
            Span<byte> bytes = new byte[text.Length];
            // PostgreSQL takes no text with U+0000: a cursor that has one was made by hand.
            return Convert.TryFromBase64String(text[(dot + 1)..].Replace('-', '+').Replace('_', '/'), bytes, out var read) && !bytes[..read].Contains((byte)0) && !text.Contains('\0')
                ? new Cursor(Encoding.UTF8.GetString(bytes[..read]), text[..dot])
                : null;
        }

        public override string ToString() => $"{Id}.{Convert.ToBase64String(Encoding.UTF8.GetBytes(Name)).Replace('+', '-').Replace('/', '_')}";
    }

    private sealed class Row
    {
        public required string Id { get; init; }
        public required string Customer { get; init; }
        public required string Person { get; init; }
        public required string Name { get; init; }
        public required string SortName { get; init; }
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
