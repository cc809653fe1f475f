using System.Globalization;
using Portal.Access;
using Portal.Customers;
using Portal.People;
using Portal.Saving;

namespace Portal.WebHost.Portals;

/// <summary>
/// One request of somebody who is signed in: who, for which customer, on which site, and what they may see. Read once, held to
/// the request's end.
/// </summary>
internal sealed record PortalCall
{
    /// <summary>The hidden field that proves that a form is from a page of this session.</summary>
    public const string TokenField = "_token";

    /// <summary>The hidden field, and the part of a download's address, that names the customer that it was made for.</summary>
    public const string CustomerField = "_for";

    /// <summary>The hidden field that names the attempt.</summary>
    public const string OperationField = "_operation";

    public required HttpContext Context { get; init; }
    public required SitePages Site { get; init; }
    public required PortalTexts Texts { get; init; }

    /// <summary>Of dates, numbers and money.</summary>
    public required CultureInfo Culture { get; init; }
    public required TimeZoneInfo Zone { get; init; }

    /// <summary>When it came.</summary>
    public required DateTimeOffset Now { get; init; }
    public required PersonSnapshot Person { get; init; }
    public required PersonSession Session { get; init; }
    public required PersonPlace Place { get; init; }
    public required CustomerSettings Customer { get; init; }

    /// <summary>Places that this browser may switch to, this one included, with their customers' names.</summary>
    public required IReadOnlyList<(PersonPlace Place, string CustomerName)> Places { get; init; }

    /// <summary>All sections with their state, in the order of the menu.</summary>
    public required IReadOnlyList<SectionAccess> Access { get; init; }

    /// <summary>For <see cref="TokenField"/>: good for this session and this place.</summary>
    public required string FormToken { get; init; }

    /// <summary>
    /// What was sent from a page that was made for another place or session: it is shown, never done. Null: nothing such.
    /// </summary>
    public StaleForm? Stale { get; init; }

    /// <summary>Staff looks at the portal as this contact: credentials can't be changed.</summary>
    public bool IsStaff => Session.Staff is not null;

    /// <summary>Numbers of calls from before are masked; null: none are.</summary>
    public DateTimeOffset? MaskedBefore => Site.Look.MaskNumbersAfterDays is { } days ? Now.AddDays(-days) : null;

    public CancellationToken Aborted => Context.RequestAborted;

    public bool Sees(string section) => Access.Any(a => a.Shown && a.Section == section);

    public bool MayChange(string section) => Sees(section) && EffectiveAccess.MayChange(section, Place.Role);

    /// <summary>For the audit: staff at a customer's portal are told apart from the customer's own people.</summary>
    public Actor Actor => Session.Staff is { } staff
        ? new Actor("operator", staff.Id, $"{staff.Name} (as {Person.Name})", Context.Connection.RemoteIpAddress?.ToString())
        : new Actor("contact", Place.Contact, Person.Name, Context.Connection.RemoteIpAddress?.ToString());

    /// <param name="form">Names the attempt in <see cref="OperationField"/>.</param>
    public Change Change(IFormCollection form, long? expectedVersion = null) =>
        form[OperationField].ToString() is { Length: 32 } id && id.All(char.IsAsciiHexDigitLower)
            ? new Change($"{Place.Contact}/{id}", Actor, expectedVersion)
            : Portal.Saving.Change.By(Actor, expectedVersion);
}
