using Portal.Mail;
using Portal.People;
using Portal.Saving;

namespace Portal.Customers;

/// <summary>The steps that a customer's change of domain, and its deletion, take with its people. Each may be repeated.</summary>
internal sealed class CustomerPeople(IGrainFactory grains, IContactDirectory contacts, HomeHosts homes)
{
    private const int AtOnce = 16;

    public async Task<IReadOnlyList<ContactRow>> Contacts(string customer)
    {
        var all = new List<ContactRow>();
        await foreach (var row in contacts.All(customer, CancellationToken.None))
            all.Add(row);
        return all;
    }

    public Task<string?> HomeHost(string? domain) => homes.For(domain, CancellationToken.None);

    /// <summary>Holds each person's address in the new scope. Answers the addresses that somebody else has there.</summary>
    public async Task<IReadOnlyList<string>> Prepare(string customer, PendingMove move, IReadOnlyDictionary<string, string> addresses)
    {
        var taken = new List<string>();
        foreach (var some in move.Persons.Chunk(AtOnce))
        {
            var held = await Task.WhenAll(some.Select(person => Person(person).PrepareMove(customer, move.Scope, move.Id)));
            taken.AddRange(some.Where((_, i) => !held[i]).Select(person => addresses.GetValueOrDefault(person, person)));
        }

        return taken;
    }

    public async Task Finish(string customer, PendingMove move)
    {
        var change = new Change(move.Id, move.Actor);
        await Each(move, person => person.FinishMove(customer, move.Scope, move.HomeHost, change));
        // Who was invited between the last look and the decision came with the old scope, and goes along if the address is free.
        foreach (var late in (await Contacts(customer)).Select(contact => contact.Person).Distinct(StringComparer.Ordinal)
            .Except(move.Persons, StringComparer.Ordinal))
        {
            if (await Person(late).PrepareMove(customer, move.Scope, move.Id))
                await Person(late).FinishMove(customer, move.Scope, move.HomeHost, change);
        }
    }

    public Task Cancel(string customer, PendingMove move) =>
        Each(move, person => person.CancelMove(customer, move.Scope, move.Id));

    /// <summary>Takes all places away.</summary>
    public async Task Remove(string customer, PendingRemoval removal)
    {
        foreach (var some in (await Contacts(customer)).Chunk(AtOnce))
        {
            await Task.WhenAll(some.Select(contact => Person(contact.Person).RemovePlace(
                contact.Id, new Change($"{removal.Id}/{contact.Id}", removal.Actor))));
        }

        // Rows follow their persons: what is still there is looked at again in a moment.
        if (await Contacts(customer) is { Count: > 0 } left)
            throw new InvalidOperationException($"{left.Count} contacts of {customer} are still there.");
    }

    /// <summary>Mails staff's word on a sign-up to those who can sign in for it, once however often it is repeated.</summary>
    public async Task Tell(CustomerSettings customer, PendingDecision decision)
    {
        var values = MailSituations.OfSignUp(customer.Name, !decision.Approved, decision.Reason);
        foreach (var contact in (await Contacts(customer.Id)).Where(contact => contact.Status == ContactStatus.Active))
        {
            // Whoever has not accepted yet has an invitation to answer first.
            if (await Person(contact.Person).GetSnapshot(-1) is not { HasPassword: true } person
                || !person.Places.Any(place => place.Contact == contact.Id && place.InvitedBy is null))
                continue;
            await grains.GetGrain<IOutboxGrain>(person.HomeHost).Enqueue(new MailDraft
            {
                Id = $"{contact.Id}-{decision.Id}",
                Kind = decision.Approved ? MailKind.SignUpApproved : MailKind.SignUpRefused,
                ToAddress = person.Email,
                ToName = person.Name,
                Language = person.Language,
                TimeZone = person.TimeZone,
                Link = decision.Approved ? "/sign-in" : null,
                Values = values,
            });
        }
    }

    private async Task Each(PendingMove move, Func<IPersonGrain, Task> step)
    {
        foreach (var some in move.Persons.Chunk(AtOnce))
            await Task.WhenAll(some.Select(person => step(Person(person))));
    }

    private IPersonGrain Person(string id) => grains.GetGrain<IPersonGrain>(id);
}
