using Portal.Brands;
using Portal.Customers;
using Portal.Domains;
using Portal.People;
using Portal.Saving;
using Portal.Storage;
using Portal.WebHost.Front;

namespace Portal.WebHost.ControlPanel;

/// <summary>Gathers what the pages of customers show.</summary>
internal sealed class CustomerPages(
    CustomerDesk desk,
    AccessDesk access,
    DomainDesk domains,
    BrandDesk brands,
    ICustomerDirectory customers,
    ICustomerItems items,
    CustomerContactDesk people,
    IContactDirectory contacts,
    ISectionPages pages,
    ChargesOfCustomer charges,
    AlertPages alerts)
{
    public AlertPages Alerts => alerts;

    // More domains than a list can be read in are searched instead.
    private const int MostDomains = 200;

    /// <summary>The customer of a route, where the signed-in person may see it.</summary>
    /// <exception cref="StaleFormException">A form was made for it under another brand.</exception>
    public async Task<DeskAnswer<CustomerView>> Find(string segment, string id, StaffCall call) =>
        await Fresh(call, await desk.Find(call.Caller, CustomerWords.Kind(segment), id, call.Aborted));

    /// <summary>The same, where they may change it.</summary>
    /// <exception cref="StaleFormException">A form was made for it under another brand.</exception>
    public async Task<DeskAnswer<CustomerView>> FindToChange(string segment, string id, StaffCall call) =>
        await Fresh(call, await desk.FindToChange(call.Caller, CustomerWords.Kind(segment), id, call.Aborted));

    private static async Task<DeskAnswer<CustomerView>> Fresh(StaffCall call, DeskAnswer<CustomerView> found)
    {
        if (found is { IsDone: true, Value: { Settings: var settings } view })
            await StalePanelForm.Check(call, settings.Id, settings.Name, view.Brand, view.Version);
        return found;
    }

    public async Task<CustomerHeading> Heading(StaffCall call, CustomerView view, string? done = null) => new()
    {
        Call = call,
        Customer = view,
        Counts = await items.Counts(view.Settings.Id, call.Aborted),
        BrandName = view.Brand is { } brand ? (await brands.Find(call.Caller, brand, call.Aborted)).Value?.Settings.Name ?? brand : null,
        Done = done,
    };

    public async Task<CustomerModel> Model(StaffCall call, CustomerView view, string? done)
    {
        var url = ListUrl.Of(call.Context, CustomerWords.Path(view.Settings), ContactList.Plan);
        var listed = await people.List(call.Caller, view.Settings.Kind, view.Settings.Id, url.Query(), call.Aborted);
        return new CustomerModel
        {
            Heading = await Heading(call, view, done),
            Balance = await Balance(view, call.Aborted),
            Charges = await charges.Of(call, view.Settings),
            Firing = await alerts.Firing(call, view.Settings),
            Contacts = listed.Value ?? new([], null),
            Url = url,
        };
    }

    public async Task<CustomerFormModel> Form(StaffCall call, CustomerKind kind, CustomerView? view, FormValues values, string? done = null)
    {
        var choices = await domains.List(call.Caller, new ListQuery(null, MostDomains), call.Aborted);
        var settings = CustomerDocument.Of(kind).FromForm(values, []);
        return new CustomerFormModel
        {
            Call = call,
            Kind = kind,
            Heading = view is null ? null : await Heading(call, view, done),
            Values = values,
            Domains = choices.Next is null ? choices.Items : null,
            Brands = await brands.Choices(call.Caller, call.Aborted),
            Access = await Access(settings, call),
        };
    }

    /// <summary>What a customer with these settings sees; of a domain that this person may not see nothing is told.</summary>
    public async Task<AccessLine[]> Access(CustomerSettings settings, StaffCall call) =>
        AccessWords.Of(
            settings, settings.Domain is { } host ? await access.ShownBy(call.Caller, host, call.Aborted) ?? [] : null, pages.Has);

    public async Task<string?> FirstDomain(StaffCall call) =>
        (await domains.List(call.Caller, new ListQuery(null, 1), call.Aborted)).Items is [var first, ..] ? first.Host : null;

    /// <summary>Null: a carrier has none.</summary>
    public async Task<Money?> Balance(CustomerView view, CancellationToken cancellation) =>
        view.Settings.IsCarrier ? null : await items.Balance(view.Settings.Id, view.Settings.Currency, cancellation);

    public async Task<long> CountContacts(CustomerView view, CancellationToken cancellation) =>
        (await customers.Find(view.Settings.Id, view.Settings.Kind, cancellation))?.Contacts ?? 0;

    /// <summary>The domains that people of a customer without one may sign in on.</summary>
    public async Task<IReadOnlyList<DomainRow>> OpenDomains(StaffCall call)
    {
        var held = new Dictionary<string, bool>(StringComparer.Ordinal);
        var open = new List<DomainRow>();
        foreach (var row in (await domains.List(call.Caller, new ListQuery(null, MostDomains), call.Aborted)).Items)
        {
            if (!held.TryGetValue(row.Brand, out var byReseller))
                held[row.Brand] = byReseller = await contacts.IsHeldByReseller(row.Brand, call.Aborted);
            if (!byReseller && row.Status == DomainStatus.Enabled)
                open.Add(row);
        }

        return open;
    }
}
