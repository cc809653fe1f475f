using Portal.People;
using Portal.Saving;

namespace Portal.Customers;

/// <summary>
/// The saga of a customer's new domain, and of its deletion: each step is in the state before it is taken. Not yet decided,
/// a move is taken back; decided, it goes on to its end.
/// </summary>
internal sealed class CustomerMove(CustomerLedger ledger, CustomerPeople people)
{
    private const int NamedAddresses = 20;

    /// <returns>Null: there is nobody to move. <c>Home</c> false: they would have no domain to sign in on.</returns>
    public async Task<(PendingMove? Plan, bool Home)> Plan(string? domain, Change change)
    {
        var persons = Persons(await people.Contacts(ledger.Id));
        if (persons.Length == 0)
            return (null, true);
        var home = await people.HomeHost(domain);
        // The attempt's number keeps a second try of one operation apart from the first, which was taken back.
        return (new PendingMove($"{change.OperationId}/{ledger.Now.Writes}", false, LoginScope.Of(domain), home ?? "", persons, change.Actor), home is not null);
    }

    /// <summary>Holds everybody's address in the new scope. Answers the addresses that are somebody else's there.</summary>
    public async Task<(PendingMove Plan, IReadOnlyList<string> Taken)> Prepare(PendingMove plan)
    {
        while (true)
        {
            await ledger.Commit(ledger.Next with { Move = plan });
            var contacts = await people.Contacts(ledger.Id);
            var addresses = contacts.DistinctBy(contact => contact.Person).ToDictionary(contact => contact.Person, contact => contact.Email, StringComparer.Ordinal);
            var taken = await people.Prepare(ledger.Id, plan, addresses);
            // Somebody may have been invited meanwhile.
            string[] more = taken.Count > 0 ? [] : [.. Persons(await people.Contacts(ledger.Id)).Except(plan.Persons, StringComparer.Ordinal)];
            if (more.Length == 0)
                return (plan, taken);
            plan = plan with { Persons = [.. plan.Persons, .. more] };
        }
    }

    /// <summary>Does what is left to do of a move and of a deletion.</summary>
    public async Task Complete()
    {
        if (ledger.Now.Move is { } move)
        {
            await (move.Decided ? people.Finish(ledger.Id, move) : people.Cancel(ledger.Id, move));
            await ledger.Commit(ledger.Next with { Move = null });
        }

        if (ledger.Now.Removal is { } removal)
        {
            await people.Remove(ledger.Id, removal);
            await ledger.Commit(ledger.Next with { Removal = null });
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
