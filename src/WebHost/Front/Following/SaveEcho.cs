using Portal.Brands;
using Portal.Customers;
using Portal.Domains;
using Portal.Feed;
using Portal.Files;
using Portal.People;
using Portal.Saving;

namespace Portal.WebHost.Front;

/// <summary>
/// Whoever saves something through this front end sees it here at once: a save's answer waits until the tables have
/// what it wrote. In one place, so that no page and no route can forget it.
/// </summary>
internal sealed class SaveEcho(IServiceProvider services) : IOutgoingGrainCallFilter
{
    // Asked for late: the tables themselves need what makes grain calls.
    private readonly Lazy<ISiteRefresh> refresh = new(services.GetRequiredService<ISiteRefresh>);

    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        await context.Invoke();
        if (KeyOf(context.Result) is var (key, version))
            await refresh.Value.Revalidate(key, version);
    }

    private static (string Key, long Version)? KeyOf(object? answer) => answer switch
    {
        SaveResult<DomainView> { IsSaved: true, Value: { } domain } => (FeedKeys.Domain(domain.Settings.Host), domain.Version),
        SaveResult<BrandView> { IsSaved: true, Value: { } brand } => (FeedKeys.Brand(brand.Settings.Id), brand.Version),
        SaveResult<FileView> { IsSaved: true, Value: { } file } => (FeedKeys.File(file.Key.ToString()), file.Version),
        SaveResult<CustomerView> { IsSaved: true, Value: { } customer } => (FeedKeys.Customer(customer.Settings.Id), customer.Version),
        SaveResult<ContactView> { IsSaved: true, Value: { } contact } => (FeedKeys.Person(contact.Person), contact.PersonVersion),
        SaveResult<PersonSnapshot> { IsSaved: true, Value: { } person } => (FeedKeys.Person(person.Id), person.Version),
        _ => null,
    };
}
