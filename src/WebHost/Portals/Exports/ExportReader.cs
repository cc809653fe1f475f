using System.Globalization;
using Portal.Customers;
using Portal.Exports;
using Portal.People;
using Portal.WebHost.Front;

namespace Portal.WebHost.Portals;

/// <summary>
/// Puts together for a file that is made in the background what a request would have: who it is for, at which customer, on which domain,
/// and what they may see at this moment.
/// </summary>
internal sealed class ExportReader(
    SiteTable sites, SnapshotTable<PersonSnapshot> persons, SnapshotTable<CustomerSnapshot> customers, TimeProvider clock)
{
    /// <summary>Null: the person, its place, the customer or the domain is gone or closed.</summary>
    public Task<PortalCall?> Of(ExportJob job, CancellationToken cancellation) => Of(job.Owner, job.Query, cancellation);

    /// <inheritdoc cref="Of(ExportJob, CancellationToken)"/>
    public async Task<PortalCall?> Of(ExportOwner owner, string query, CancellationToken cancellation)
    {
        if (await sites.Find(owner.Host) is not { } site
            || await persons.GetChecked(owner.Person, PeopleFreshness.Most) is not { IsGone: false } person
            || !SessionRules.IsHere(person, owner.Host)
            || Array.Find(person.Places, one => one.Contact == owner.Contact) is not { } place
            || place.Customer != owner.Customer
            || await customers.GetChecked(owner.Customer, PeopleFreshness.Most) is not { Settings: { } settings } customer
            || !SessionRules.IsOpen(place, settings, owner.Host))
            return null;
        var (pages, now) = (SitePages.Of(site), clock.GetUtcNow());
        var context = ReportContext.Of(ReportQuery.Parse(query));
        context.RequestAborted = cancellation;
        return new PortalCall
        {
            Context = context,
            Site = pages,
            Texts = PortalTexts.In(PortalTexts.Languages.Contains(owner.Language, StringComparer.Ordinal) ? owner.Language : "en"),
            Culture = CultureInfo.GetCultureInfo(owner.Culture),
            Zone = ZoneNames.Of(person.TimeZone),
            Now = now,
            Person = person,
            Session = new("", owner.Host, owner.Contact, SessionStage.Whole, now, now, now, null, null, null),
            Place = place,
            Customer = settings,
            Places = [(place, settings.Name)],
            Access = PlaceAccess.Of(pages, customer, place, now),
            FormToken = "",
        };
    }
}
