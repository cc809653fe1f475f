using Portal.Customers;
using Portal.People;
using Portal.Storage;
using Portal.Tests.Cluster.Hosting;

namespace Portal.Tests.Cluster.Customers;

/// <summary>A customer with people, and others whose people have the same addresses.</summary>
public abstract class CustomerMoveScenarios(ClusterFixture cluster) : CustomerScenarios(cluster)
{
    private protected IContactDesk Desk => Cluster.Service<IContactDesk>();

    private protected IContactDirectory Contacts => Cluster.Service<IContactDirectory>();

    private protected string Address(string name) => $"{name}{Number}@people.example";

    private protected async Task<ContactView> Invite(string customer, string name) => Saved(await Desk.Add(
        customer, new ContactSettings { Name = name, Email = Address(name) }, null, By(Operation($"{name}/{customer}")), Stop));

    private protected async Task<IReadOnlyList<ContactRow>> Rows(string customer) =>
        (await Contacts.List(customer, new ListQuery(), Stop)).Items;

    private protected async Task<string?> Holder(string scope, string name) => await Contacts.FindPerson(Address(name), [scope], Stop);

    private protected async Task<string> Other(string name, string? domain)
    {
        var id = CustomerIds.For(CustomerKind.Customer, Operation(name));
        Saved(await At(id).Create(Settings with { Domain = domain }, [], By(Operation(name))));
        return id;
    }
}
