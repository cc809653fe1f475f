using Portal.Brands;
using Portal.Customers;
using Portal.Domains;
using Portal.People;
using Portal.Staff;
using Portal.Storage;

namespace Portal.WebHost.ControlPanel;

/// <summary>What deleting a brand does, and who is in the way.</summary>
internal sealed class BrandDeletion(IDomainDirectory domains, ICustomerDirectory customers, IContactDirectory holders)
{
    // So many are named; the rest is counted.
    private const int Named = 5;

    public async Task<Deletion> Of(StaffCall call, BrandSettings brand, string? error = null)
    {
        var ofBrand = new ListQuery(Limit: Named, Brands: [brand.Id]);
        var inTheWay = (await domains.List(ofBrand, call.Aborted)).Items
            .Select(
                row => new Consequence($"{row.Display} uses it. Give it another brand, or delete it.", "/domains/" + row.Host)).ToList();
        if (await domains.Count(ofBrand, call.Aborted) - inTheWay.Count is > 0 and var more)
            inTheWay.Add(new(
                Consequence.Count(more, "more domain uses it.", "more domains use it."),
                "/domains?brand=" + Uri.EscapeDataString(brand.Id)));
        inTheWay.AddRange(await CustomersInTheWay.Of(
            customers,
            "reseller",
            brand.Id,
            "has it as its reseller",
            "have it as their reseller",
            "another one",
            call.Aborted));

        return new Deletion
        {
            Section = "brands",
            Name = brand.Name,
            Back = "/brands/" + brand.Id,
            Action = $"/brands/{brand.Id}/delete",
            InTheWay = inTheWay,
            Follows =
            [
                new("Its look, scripts and mail server are deleted. Its files stay."),
                .. await holders.IsHeldByReseller(brand.Id, call.Aborted)
                    ? (Consequence[])[new("The reseller who looks after it loses it.", StaffDesk.MayManage(call.Caller) ? "/staff" : null)]
                    : [],
            ],
            Error = error,
        };
    }
}
