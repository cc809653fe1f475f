using Portal.Brands;
using Portal.Customers;
using Portal.Domains;
using Portal.WebHost.Items;

namespace Portal.WebHost.ControlPanel;

/// <summary>What deleting a customer or carrier does, and what is in the way.</summary>
internal sealed class CustomerDeletion(IDomainDirectory domains, CustomerPages pages, ICustomerItems items)
{
    // So many domains are named; the rest is counted.
    private const int Named = 5;

    public async Task<Deletion> Of(StaffCall call, CustomerView view, string? error = null)
    {
        var (customer, path) = (view.Settings, CustomerWords.Path(view.Settings));
        return new Deletion
        {
            Section = CustomerWords.Segment(customer.Kind),
            Name = customer.Name,
            Back = path,
            Action = path + "/delete",
            For = StalePanelForm.Mark(customer.Id, view.Brand),
            InTheWay = await Templates(call, customer),
            Follows =
            [
                await People(call, view, path),
                .. await Rows(call, view, path),
                new("The audit keeps the record."),
            ],
            Error = error,
        };
    }

    private async Task<List<Consequence>> Templates(StaffCall call, CustomerSettings customer)
    {
        var all = await domains.CountByTemplate(customer.Id, call.Aborted);
        var named = all == 0 ? [] : await domains.HostsByTemplate(customer.Id, BrandDesk.Own(call.Caller), Named, call.Aborted);
        var lines = named.Select(
            host => new Consequence(
                $"{host} uses it as the template for new customers. Choose another there, or none.", "/domains/" + host)).ToList();
        if (all - named.Count is > 0 and var more)
            lines.Add(new(Consequence.Count(more, "more domain uses it as its template.", "more domains use it as their template.")));
        return lines;
    }

    private async Task<Consequence> People(StaffCall call, CustomerView view, string path)
    {
        var people = await pages.CountContacts(view, call.Aborted);
        if (people == 0)
            return new("It has no contacts.");
        var who = Consequence.Count(people, "contact loses access and is", "contacts lose access and are");
        return new($"{who} signed out; anyone who isn't a contact elsewhere loses the login too.", path);
    }

    private async Task<IEnumerable<Consequence>> Rows(StaffCall call, CustomerView view, string path)
    {
        var customer = view.Settings;
        var counts = await items.Counts(customer.Id, call.Aborted);
        var lines = ItemPlans.Of(customer.Kind)
            .Where(plan => counts.GetValueOrDefault(plan.Kind) > 0)
            .Select(plan => new Consequence(
                $"{Consequence.Count(counts[plan.Kind], plan.One + " is", plan.Segment + " are")} deleted with it.",
                $"{path}/{plan.Segment}"));
        return await pages.Balance(view, call.Aborted) is { Amount: not 0 } balance
            ? lines.Append(new Consequence($"Its balance is {PanelMoney.Text(balance)}.", path + "/payments"))
            : lines;
    }
}
