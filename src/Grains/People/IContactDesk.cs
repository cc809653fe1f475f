using Portal.Saving;

namespace Portal.People;

/// <summary>
/// Adds, changes and removes the contacts of a customer, for staff, programs and the customer's own people alike: finds or
/// makes the person, holds its address, mails. Each step may be repeated under the change's operation id.
/// </summary>
internal interface IContactDesk
{
    /// <summary>
    /// Somebody new is invited by mail (or has the given password); an address that exists in the customer's scope gets one
    /// more place, and its own fields and password stay (422 at <c>password</c> when one was given). Exists at <c>email</c>
    /// when it is this customer's contact already, or another scope's person stands in the way.
    /// </summary>
    Task<SaveResult<ContactView>> Add(string customer, ContactSettings settings, string? password, Change change, CancellationToken cancellation);

    Task<SaveResult<ContactView>> Save(string customer, string contact, ContactSettings settings, SecretInput password, Change change, CancellationToken cancellation);

    Task<SaveResult<ContactView>> Remove(string customer, string contact, Change change, CancellationToken cancellation);

    Task<ContactView?> Get(string customer, string contact, CancellationToken cancellation);

    /// <summary>Mails a reset link, or the invitation again to who never set a password. False: no such contact.</summary>
    Task<bool> SendPasswordLink(string customer, string contact, Change change, CancellationToken cancellation);
}
