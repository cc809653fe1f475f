using System.Globalization;
using Portal.Access;
using Portal.Customers;
using Portal.People;
using Portal.WebHost.Front;

namespace Portal.WebHost.Portals;

/// <summary>What the gate found.</summary>
/// <param name="Call">Set for <see cref="SessionStanding.Whole"/>.</param>
/// <param name="Key">The cookie's, where there is a session.</param>
internal sealed record GateAnswer(
    SessionStanding Standing, SessionKey? Key = null, PersonSnapshot? Person = null, PersonSession? Session = null, PortalCall? Call = null)
{
    public static readonly GateAnswer None = new(SessionStanding.None);
    public static readonly GateAnswer SignedOut = new(SessionStanding.SignedOut);

    /// <summary>For the forms of a step of signing in.</summary>
    public string FormToken => Key!.FormToken(Session!.Contact);

    /// <summary>Whether a page that was made for this session and its place sent this.</summary>
    public bool IsFormToken(string? sent) => Key is not null && Session is not null && Key.IsFormToken(sent, Session.Contact);

    public override string ToString() => $"{nameof(GateAnswer)} {Standing}";
}

/// <summary>
/// Finds out whose browser it is, from memory alone once person and customer are known here. Throws when nobody could
/// check them for a minute: a right that may have been taken away is not given on an old word.
/// </summary>
internal sealed class PortalGate(
    SnapshotTable<PersonSnapshot> persons, SnapshotTable<CustomerSnapshot> customers, SessionTouch touch, TimeProvider clock)
{
    // Far more than anybody has; a switcher with more would be no menu.
    private const int MostPlaces = 100;

    public async Task<GateAnswer> Check(HttpContext context, SitePages site)
    {
        if (!SessionCookie.IsLikely(context.Request))
            return GateAnswer.None;
        if (SessionCookie.Read(context.Request) is not { } key)
            return GateAnswer.SignedOut;
        var person = await persons.GetChecked(key.Person, PeopleFreshness.Most);
        var (standing, session, place) = SessionRules.Find(person, key.SessionId, site.Look.Host, clock.GetUtcNow());
        if (session is null)
            return GateAnswer.SignedOut;
        var places = await Places(context, site, person!, session);
        if (places.FirstOrDefault(p => p.Place.Contact == place!.Contact) is not { Customer.Settings: { } customer } current)
            return GateAnswer.SignedOut;
        if (standing != SessionStanding.Whole)
            return new(standing, key, person, session);
        if (!OpenPages.Asks(context.Request) && touch.Touch(person!.Id, session)
            && session.EndsAt - session.SeenAt > TimeSpan.FromDays(1))
            SessionCookie.Write(context, key, lasts: true);
        return new(standing, key, person, session, Call(context, site, key, person!, session, current, places));
    }

    private async Task<List<OpenPlace>> Places(HttpContext context, SitePages site, PersonSnapshot person, PersonSession session)
    {
        var open = new List<OpenPlace>(1);
        foreach (var place in person.Places.OrderByDescending(p => p.Contact == session.Contact).Take(MostPlaces))
        {
            // Staff came for one customer, with that one's consent or cause.
            if (session.Staff is not null && place.Contact != session.Contact)
                continue;
            if (await customers.GetChecked(place.Customer, PeopleFreshness.Most) is { } customer
                && SessionRules.Works(
                    place, customer.Settings, site.Look.Host, context.Connection.RemoteIpAddress, session.Staff is not null))
            {
                open.Add(new(place, customer));
            }
        }

        return open;
    }

    private PortalCall Call(
        HttpContext context,
        SitePages site,
        SessionKey key,
        PersonSnapshot person,
        PersonSession session,
        OpenPlace current,
        List<OpenPlace> places)
    {
        var customer = current.Customer.Settings!;
        var texts = PersonalLanguage.Texts(person.Language) ?? site.TextsFor(context.Request);
        return new PortalCall
        {
            Context = context,
            Site = site,
            Texts = texts,
            Culture = PersonalLanguage.Culture(person.Language, texts),
            Zone = ZoneNames.Of(person.TimeZone),
            Now = clock.GetUtcNow(),
            Person = person,
            Session = session,
            Place = current.Place,
            Customer = customer,
            Places = [.. places.Select(p => (p.Place, p.Customer.Settings!.Name)).OrderBy(p => p.Name, StringComparer.OrdinalIgnoreCase)],
            Access = PlaceAccess.Of(site, current.Customer, current.Place, clock.GetUtcNow()),
            FormToken = key.FormToken(current.Place.Contact),
        };
    }

    private sealed record OpenPlace(PersonPlace Place, CustomerSnapshot Customer);
}

/// <summary>What may be seen at a place, on a domain, at a moment.</summary>
internal static class PlaceAccess
{
    public static IReadOnlyList<SectionAccess> Of(SitePages site, CustomerSnapshot customer, PersonPlace place, DateTimeOffset now) =>
        EffectiveAccess.Of(AccessFacts.Of(customer.Settings!, site.Site.Settings?.Access ?? []) with
        {
            Role = place.Role,
            ContractDue = customer.ContractsDueAt <= now,
        });
}

/// <summary>The language that a person chose, as far as there are texts in it.</summary>
internal static class PersonalLanguage
{
    /// <summary>Null: none was chosen, or there are no texts in it.</summary>
    public static PortalTexts? Texts(string? language)
    {
        if (string.IsNullOrEmpty(language))
            return null;
        var primary = language.Split('-')[0].ToLowerInvariant();
        return PortalTexts.Languages.Contains(primary, StringComparer.Ordinal) ? PortalTexts.In(primary) : null;
    }

    /// <summary>Of numbers and dates: <c>de-AT</c> has its own, with German texts.</summary>
    public static CultureInfo Culture(string? language, PortalTexts texts)
    {
        try
        {
            return CultureInfo.GetCultureInfo(string.IsNullOrEmpty(language) ? texts.Language : language, predefinedOnly: true);
        }
        catch (CultureNotFoundException)
        {
            return CultureInfo.GetCultureInfo(texts.Language);
        }
    }
}
