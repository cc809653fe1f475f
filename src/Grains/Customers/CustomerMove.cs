using Portal.People;
using Portal.Saving;

namespace Portal.Customers;

/// <summary>
/// The saga of a customer's new domain, and of its deletion: each step is in the state before it is taken. Not yet decided,
/// a move is taken back; decided, it goes on to its end.
/// </summary>
internal sealed class CustomerMove(CustomerChanges changes, CustomerPeople people)
{
    private const int NamedAddresses = 20;

    /// <returns>Null: there is nobody to move. <c>Home</c> false: they would have no domain to sign in on.</returns>
    public async Task<(PendingMove? Plan, bool Home)> Plan(string? domain, Change change)
    {
        var persons = Persons(await people.Contacts(changes.Id));
        if (persons.Length == 0)
            return (null, true);
        var home = await people.HomeHost(domain);
        // The attempt's number keeps a second try of one operation apart from the first, which was taken back.
        return (
            new PendingMove($"{change.OperationId}/{changes.Now.Writes}", false, LoginScope.Of(domain), home ?? "", persons, change.Actor),
            home is not null);
    }

    /// <summary>Holds everybody's address in the new scope. Answers the addresses that are somebody else's there.</summary>
    public async Task<(PendingMove Plan, IReadOnlyList<string> Taken)> Prepare(PendingMove plan)
    {
        while (true)
        {
            await changes.Commit(changes.Next with { Move = plan });
            var contacts = await people.Contacts(changes.Id);
            var addresses = contacts.DistinctBy(contact => contact.Person).ToDictionary(
                contact => contact.Person, contact => contact.Email, StringComparer.Ordinal);
            var taken = await people.Prepare(changes.Id, plan, addresses);
            // Somebody may have been invited meanwhile.
            string[] more = taken.Count > 0
                ? []
                : [.. Persons(await people.Contacts(changes.Id)).Except(plan.Persons, StringComparer.Ordinal)];
            if (more.Length == 0)
                return (plan, taken);
            plan = plan with { Persons = [.. plan.Persons, .. more] };
        }
    }

    /// <summary>Does what is left to do of a move and of a deletion.</summary>
    public async Task Complete()
    {
        if (changes.Now.Move is { } move)
        {
            await (move.Decided ? people.Finish(changes.Id, move) : people.Cancel(changes.Id, move));
            await changes.Commit(changes.Next with { Move = null });
        }

        if (changes.Now.Removal is { } removal)
        {
            await people.Remove(changes.Id, removal);
            await changes.Commit(changes.Next with { Removal = null });
        }
    }

    public static string Taken(string? domain, IReadOnlyList<string> addresses)
    {
        var named = string.Join(", ", addresses.Take(NamedAddresses)) + (addresses.Count > NamedAddresses ? ", …" : "");
        var where = domain is null ? "where customers without a domain sign in" : $"on {domain}";
        return addresses.Count == 1
            ? $"1 address of this customer's people belongs to somebody else {where}: {named}. Nothing was changed."
            : $"{addresses.Count} addresses of this customer's people belong to somebody else {where}: {named}. Nothing was changed.";
    }

    private static string[] Persons(IReadOnlyList<ContactRow> contacts) =>
        [.. contacts.Select(contact => contact.Person).Distinct(StringComparer.Ordinal)];
}
