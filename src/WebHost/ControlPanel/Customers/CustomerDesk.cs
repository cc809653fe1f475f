using Portal.Brands;
using Portal.Customers;
using Portal.Domains;
using Portal.People;
using Portal.Saving;
using Portal.Staff;
using Portal.Storage;
using Portal.WebHost.Front;

namespace Portal.WebHost.ControlPanel;

/// <summary>Finds customers for whoever may see them, and gathers what their pages show.</summary>
internal sealed class CustomerDesk(
    IGrainFactory grains, ICustomerDirectory customers, ICustomerItems items, IContactDirectory contacts, IDomainDirectory domains, IBrandDirectory brands,
    ISectionPages pages)
{
    private const int MostBrands = 500;

    // More domains than a list can be read in are searched instead.
    private const int MostDomains = 200;

    /// <summary>The customer of a route, where the signed-in person may see it.</summary>
    /// <exception cref="StaleFormException">A form was made for it under another brand.</exception>
    public async Task<CustomerView?> Find(string segment, string id, StaffCall call)
    {
        if (id.Length > 64 || await customers.Find(id, CustomerWords.Kind(segment), call.Aborted) is null
            || await Grain(id).Get() is not { } view || !call.Rights.CanSee(view.Brand))
            return null;
        await StaleForm.Check(call, view.Settings.Id, view.Settings.Name, view.Brand, view.Version);
        return view;
    }

    public ICustomerGrain Grain(string id) => grains.GetGrain<ICustomerGrain>(id);

    public async Task<CustomerHeading> Heading(StaffCall call, CustomerView view, string? done = null) => new()
    {
        Call = call,
        Customer = view,
        Counts = await items.Counts(view.Settings.Id, call.Aborted),
        BrandName = view.Brand is { } brand ? (await grains.GetGrain<IBrandGrain>(brand).Get())?.Settings.Name ?? brand : null,
        Done = done,
    };

    public async Task<CustomerModel> Model(StaffCall call, CustomerView view, string? done)
    {
        var url = ListUrl.Of(call.Context, CustomerWords.Path(view.Settings), ContactList.Plan);
        // Of whom it is was asked before: these rows have no brand of their own.
        var people = await contacts.List(view.Settings.Id, url.Query(call) with { Brands = null }, call.Aborted);
        return new CustomerModel
        {
            Heading = await Heading(call, view, done),
            Balance = await Balance(view, call.Aborted),
            Contacts = people with { Items = [.. people.Items.Select(row => row.SeenBy(call.Rights))] },
            Url = url,
        };
    }

    public async Task<CustomerFormModel> Form(StaffCall call, CustomerKind kind, CustomerView? view, FormValues values, string? done = null)
    {
        var choices = await domains.List(new ListQuery(null, MostDomains, null, call.OnlyBrands), call.Aborted);
        var settings = CustomerDocument.Of(kind).FromForm(values, []);
        return new CustomerFormModel
        {
            Call = call,
            Kind = kind,
            Heading = view is null ? null : await Heading(call, view, done),
            Values = values,
            Domains = choices.Next is null ? choices.Items : null,
            Brands = await Brands(call),
            Access = await Access(settings, call),
        };
    }

    /// <summary>What a customer with these settings sees; of a domain that this person may not see nothing is told.</summary>
    public async Task<AccessLine[]> Access(CustomerSettings settings, StaffCall call) =>
        settings.Domain is { } host && await domains.Exists(host, call.Aborted)
            && await grains.GetGrain<IDomainGrain>(host).Get() is { } domain && call.Rights.CanSee(domain.Settings.Brand)
            ? AccessWords.Of(settings, domain.Settings.Access, pages.Has)
            : AccessWords.Of(settings, settings.Domain is null ? null : [], pages.Has);

    public async Task<string?> FirstDomain(StaffCall call) =>
        (await domains.List(new ListQuery(null, 1, null, call.OnlyBrands), call.Aborted)).Items is [var first, ..] ? first.Host : null;

    public async Task<IReadOnlyList<BrandRow>> Brands(StaffCall call) =>
        (await brands.List(new ListQuery(null, MostBrands, null, call.OnlyBrands), call.Aborted)).Items;

    public Task<ItemView?> Item(string customer, ItemKind kind, string item, CancellationToken cancellation) =>
        item.Length <= 64 ? items.Find(customer, kind, item, cancellation) : Task.FromResult<ItemView?>(null);

    public Task<Page<ItemView>> Items(string customer, ItemKind kind, ListQuery query, CancellationToken cancellation) =>
        items.List(customer, kind, query, cancellation);

    /// <summary>Null: a carrier has none.</summary>
    public async Task<Money?> Balance(CustomerView view, CancellationToken cancellation) =>
        view.Settings.IsCarrier ? null : await items.Balance(view.Settings.Id, view.Settings.Currency, cancellation);

    public async Task<long> CountContacts(CustomerView view, CancellationToken cancellation) =>
        (await customers.Find(view.Settings.Id, view.Settings.Kind, cancellation))?.Contacts ?? 0;

    /// <summary>What this person may not write into a customer, though the values are right.</summary>
    public async Task CheckRights(StaffRights rights, CustomerSettings? now, CustomerSettings next, List<FieldError> errors, CancellationToken cancellation)
    {
        if (!rights.IsReseller)
            return;
        if (next.Reseller != now?.Reseller && next.Reseller is not null && !rights.CanSee(next.Reseller))
            errors.Add(new("reseller", "Choose one of your brands."));
        if (next.Domain != now?.Domain && next.Domain is { } host
            && !(await domains.Exists(host, cancellation) && rights.CanSee((await grains.GetGrain<IDomainGrain>(host).Get())?.Settings.Brand)))
            errors.Add(new("domain", "Choose one of your domains."));
        if (next.Domain is null && next.Reseller is null)
            errors.Add(
                new("domain", "Choose one of your domains, or one of your brands as its reseller: otherwise it would no longer be yours."));
    }

    /// <summary>The domains that people of a customer without one may sign in on.</summary>
    public async Task<IReadOnlyList<DomainRow>> OpenDomains(StaffCall call)
    {
        var held = new Dictionary<string, bool>(StringComparer.Ordinal);
        var open = new List<DomainRow>();
        foreach (var row in (await domains.List(new ListQuery(null, MostDomains, null, call.OnlyBrands), call.Aborted)).Items)
        {
            if (!held.TryGetValue(row.Brand, out var byReseller))
                held[row.Brand] = byReseller = await contacts.IsHeldByReseller(row.Brand, call.Aborted);
            if (!byReseller && row.Status == DomainStatus.Enabled)
                open.Add(row);
        }

        return open;
    }
}
