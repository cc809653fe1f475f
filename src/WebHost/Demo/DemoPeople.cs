using Portal.Customers;
using Portal.Domains;
using Portal.People;
using Portal.Saving;

namespace Portal.WebHost.Demo;

/// <summary>Gives the demo's portals customers and people who can sign in.</summary>
internal sealed class DemoPeople(
    IGrainFactory grains, IContactDesk desk, IContactDirectory people, DemoPassword password, TimeProvider clock)
{
    /// <summary>Who can sign in where; with the password when this start made them.</summary>
    public async Task<IReadOnlyList<string>> Lines(CancellationToken cancellation)
    {
        var customers = DemoCustomers.All(clock.GetUtcNow());
        var hosts = customers.Select(customer => customer.Settings.Domain!).Distinct().ToArray();
        var first = customers.SelectMany(customer => customer.Contacts).First().Email;
        var isNew = await people.FindPerson(first, hosts, cancellation) is null;
        if (isNew)
        {
            foreach (var customer in customers)
                await Make(customer, cancellation);
            await UseTemplate();
        }

        var who = customers.SelectMany(
            customer => customer.Contacts.Select(contact => $"  {contact.Email} at {customer.Settings.Domain} ({customer.Settings.Name})"));
        return
        [
            isNew
                ? $"Customers' people, password {password.Value}, shown only this once:"
                : "Customers' people, with the password of the first start:",
            .. who,
        ];
    }

    private async Task Make(DemoCustomer customer, CancellationToken cancellation)
    {
        var id = customer.Settings.Id;
        Expect(
            await grains.GetGrain<ICustomerGrain>(id).Create(customer.Settings, customer.Items, By("customer/" + id)),
            customer.Settings.Name);
        foreach (var contact in customer.Contacts)
        {
            var added = await desk.Add(id, contact, password.Value, By("contact/" + contact.Email), cancellation);
            Expect(added, contact.Email);
            // They are at home here, not just invited.
            if (added.Value is { IsInvited: true } invited)
                Expect(
                    await grains.GetGrain<IPersonGrain>(invited.Person)
                        .AnswerInvitation(invited.Id, accepts: true, By("accept/" + contact.Email)),
                    contact.Email);
        }
    }

    private async Task UseTemplate()
    {
        var acme = grains.GetGrain<IDomainGrain>(DemoBrands.Domains[0].Host);
        if (await acme.Get() is { Settings.TemplateCustomer: null } domain)
            Expect(await acme.Save(domain.Settings with { TemplateCustomer = DemoCustomers.Template }, By("template")), "template");
    }

    // One id for each step: a start that was cut off goes on where it was.
    private static Change By(string what) => new("demo/" + what, Actor.System);

    private static void Expect<T>(SaveResult<T> result, string what)
        where T : class
    {
        if (!result.IsSaved && result.Outcome != SaveOutcome.Exists)
            throw new InvalidOperationException(
                $"The demo's {what} was refused: {string.Join("; ", result.Errors.Select(error => error.Field + ": " + error.Reason))}");
    }
}
