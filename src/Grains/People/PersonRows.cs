using System.Data.Common;
using Dapper;
using Portal.Saving;
using Portal.Secrets;
using Portal.Storage;

namespace Portal.People;

/// <summary>Writes a person's lines of the read model.</summary>
internal sealed class PersonRows(SubjectRows rows, EmailKeys keys)
{
    private const string Person = """
        INSERT INTO portal_persons (id, email_key, email, name, scope, gone, version, settled)
        VALUES (@id, @EmailKey, @Email, @Name, @Scope, @Gone, @Version, @Settled)
        ON CONFLICT (id) DO UPDATE SET email_key = excluded.email_key, email = excluded.email, name = excluded.name, scope = excluded.scope,
          gone = excluded.gone, version = excluded.version, settled = excluded.settled
        WHERE portal_persons.version <= excluded.version
        """;

    // A place that went over to a split-off person is that one's from then on.
    private const string Contact = """
        INSERT INTO portal_contacts (id, customer, person, name, sort_name, email, role, status, department,
          has_password, has_factor, invited, search, phones, version)
        VALUES (@Id, @Customer, @Person, @Name, @SortName, @Email, @Role, @Status, @Department,
          @HasPassword, @HasFactor, @Invited, @Search, @Phones, @Version)
        ON CONFLICT (id) DO UPDATE SET customer = excluded.customer, person = excluded.person, name = excluded.name, sort_name = excluded.sort_name,
          email = excluded.email, role = excluded.role, status = excluded.status, department = excluded.department,
          has_password = excluded.has_password, has_factor = excluded.has_factor, invited = excluded.invited,
          search = excluded.search, phones = excluded.phones, version = excluded.version
        WHERE portal_contacts.person <> excluded.person OR portal_contacts.version <= excluded.version
        """;

    /// <param name="before">What they said before; null: that is not known.</param>
    public async Task Put(string id, PersonState state, PersonState? before, bool settled)
    {
        // Asked for first: it may have to be written itself.
        var emailKey = EmailAddress.TryParse(state.Email, out var address) ? await keys.Of(address) : "";
        var contacts = ContactLine.Of(id, state);
        await rows.Write(state, async (connection, transaction) =>
        {
            await connection.ExecuteAsync(Person, new
            {
                id,
                EmailKey = emailKey,
                state.Email,
                state.Name,
                state.Scope,
                Gone = state.Gone ? 1 : 0,
                state.Version,
                Settled = settled ? state.Version : 0,
            }, transaction);
            if (before is null || !ContactLine.Of(id, before).SequenceEqual(contacts))
                await PutContacts(connection, transaction, id, contacts, state.Version);
        });
    }

    private static async Task PutContacts(
        DbConnection connection, DbTransaction transaction, string id, ContactLine[] lines, long version)
    {
        var there = await connection.QueryAsync<string>("SELECT id FROM portal_contacts WHERE person = @id", new { id }, transaction);
        foreach (var contact in there.Except(lines.Select(line => line.Id), StringComparer.Ordinal).ToArray())
            await connection.ExecuteAsync(
                "DELETE FROM portal_contacts WHERE id = @contact AND person = @id", new { contact, id }, transaction);
        foreach (var line in lines)
            await connection.ExecuteAsync(Contact, line with { Version = version }, transaction);
    }
}

/// <summary>A place's line in the read model; lines that are equal need not be written again.</summary>
internal sealed record ContactLine(
    string Id, string Customer, string Person, string Name, string SortName, string Email, string Role, string Status,
    string? Department, int HasPassword, int HasFactor, int Invited, long Version, string Phones)
{
    /// <summary>What a list shows of it, as it is searched.</summary>
    public string Search => Folded.Of(Id, Name, Email, Department);

    public static ContactLine[] Of(string id, PersonState state) => Array.ConvertAll(state.Places, place =>
    {
        var view = state.ToView(id, place);
        var (name, email) = (view.Settings.Name, view.Settings.Email);
        return new ContactLine(
            place.Contact, place.Customer, id, name, name.ToLowerInvariant(), email,
            UnknownNames.Row(place.Role), UnknownNames.Row(place.Status),
            place.Department, view.HasPassword ? 1 : 0, view.HasSecondFactor ? 1 : 0, place.Invitation is null ? 0 : 1, 0,
            Folded.Of(Folded.Digits(view.Settings.Phone), Folded.Digits(view.Settings.Mobile)));
    });
}
