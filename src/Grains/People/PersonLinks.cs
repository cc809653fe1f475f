using Portal.Saving;

namespace Portal.People;

/// <summary>A mailed link.</summary>
/// <param name="Hash">Of its token: the token itself is in the mail alone.</param>
/// <param name="Host">The only host that it is good on.</param>
/// <param name="Contact">The place that an invitation is to.</param>
/// <param name="HandedOver">Staff saw it: whoever comes by it has not shown that the address is theirs.</param>
internal sealed record PersonLink(
    string Hash,
    LinkPurpose Purpose,
    string Host,
    DateTimeOffset EndsAt,
    string? Contact = null,
    bool HandedOver = false) : Kept;

/// <summary>The mailed links of a person. Pure.</summary>
internal static class PersonLinks
{
    public static TimeSpan Life(LinkPurpose purpose) => purpose == LinkPurpose.Invitation ? TimeSpan.FromDays(7) : TimeSpan.FromMinutes(30);

    public static PersonLink[] Living(PersonLink[] links, DateTimeOffset now) => Array.FindAll(links, link => link.EndsAt > now);

    /// <summary>Earlier ones of the purpose end; of invitations, those to the same place.</summary>
    public static PersonLink[] Add(PersonLink[] links, PersonLink added) =>
        [.. links.Where(link => link.Purpose != added.Purpose || (link.Contact is not null && link.Contact != added.Contact)), added];

    /// <summary>Those to a place that is accepted or gone end.</summary>
    public static PersonLink[] WithoutPlace(PersonLink[] links, string contact) => Array.FindAll(links, link => link.Contact != contact);

    /// <summary>A new password ends what could set another; an invitation to a place goes on, it sets the first one only.</summary>
    public static PersonLink[] AfterPassword(PersonLink[] links) =>
        Array.FindAll(links, link =>
            link.Purpose != LinkPurpose.ResetPassword && (link.Purpose != LinkPurpose.Invitation || link.Contact is not null));

    /// <summary>Earlier ones that were handed over end; those that were mailed stay.</summary>
    public static PersonLink[] AddHandedOver(PersonLink[] links, PersonLink added) =>
        [.. Array.FindAll(links, link => !link.HandedOver), added];

    public static PersonLink[] Without(PersonLink[] links, params LinkPurpose[] purposes) =>
        Array.FindAll(links, link => !purposes.Contains(link.Purpose));

    /// <summary>Null: used, late, for another host, or made up.</summary>
    public static PersonLink? Find(PersonLink[] links, string hash, string host, DateTimeOffset now) =>
        Array.Find(links, link => link.Hash == hash && link.Host == host && link.EndsAt > now);
}
