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
    public async Task<PortalCall?> Of(ExportJob job, CancellationToken cancellation)
    {
        if (await sites.Find(job.Host) is not { } site
            || await persons.GetChecked(job.Person, PeopleFreshness.Most) is not { IsGone: false } person
            || (person.Scope != job.Host && person.Scope != LoginScope.Anywhere)
            || Array.Find(person.Places, one => one.Contact == job.Contact && one.Customer == job.Customer) is not { InvitedBy: null } place
            || await customers.GetChecked(job.Customer, PeopleFreshness.Most) is not { Settings: { } settings } customer
            || !PersonPlaces.IsOpen(place.Status, settings, job.Host))
            return null;
        var (pages, now) = (SitePages.Of(site), clock.GetUtcNow());
        var context = ReportContext.Of(ReportQuery.Parse(job.Query));
        context.RequestAborted = cancellation;
        return new PortalCall
        {
            Context = context,
            Site = pages,
            Texts = PortalTexts.In(PortalTexts.Languages.Contains(job.Language, StringComparer.Ordinal) ? job.Language : "en"),
            Culture = CultureInfo.GetCultureInfo(job.Culture),
            Zone = TimeZoneInfo.Utc,
            Now = now,
            Person = person,
            Session = new("", job.Host, job.Contact, SessionStage.Whole, now, now, now, null, null, null),
            Place = place,
            Customer = settings,
            Places = [(place, settings.Name)],
            Access = PlaceAccess.Of(pages, customer, place, now),
            FormToken = "",
        };
    }
}
