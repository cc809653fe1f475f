using Portal.Saving;

namespace Portal.People;

/// <summary>Invitations that staff hand over themselves, where no mail can leave or none arrives.</summary>
internal sealed class PersonHandOver(PersonChanges changes)
{
    /// <returns>
    /// Null: there is nothing to hand over. Whoever has a password, or places at others' customers too, is reached by mail alone:
    /// a link that staff saw would open what is the person's own.
    /// </returns>
    public async Task<InvitationLink?> Offer(string contact, Change change)
    {
        var now = changes.State;
        if (!now.Lives
            || now.PasswordHash is not null
            || now.Places.Length != 1
            || now.Place(contact) is not { Status: ContactStatus.Active })
            return null;
        var (token, ends) = (PersonTokens.New(), changes.Now + PersonLinks.Life(LinkPurpose.Invitation));
        var link = new PersonLink(PersonTokens.Hash(token), LinkPurpose.Invitation, now.HomeHost, ends, contact, HandedOver: true);
        await changes.Commit(
            now with { Links = PersonLinks.AddHandedOver(now.Links, link) },
            change,
            changes.Audit(change, "person.invitationLink", null, """{"link":"handed over"}"""));
        return new InvitationLink(now.HomeHost, $"{PersonMailing.PasswordPage}?token={PersonTokens.Join(changes.Id, token)}", ends);
    }
}
