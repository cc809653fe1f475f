using Portal.Saving;

namespace Portal.People;

/// <summary>
/// Adds, changes and removes the contacts of a customer, for staff, programs and the customer's own people alike: finds or
/// makes the person, holds its address, mails. Each step may be repeated under the change's operation id.
/// </summary>
internal interface IContactDesk
{
    /// <summary>
    /// Invites: somebody new by mail (or with the given password); whoever signs in already is offered one more place, and
    /// the answer is the same: what was typed, invited. Exists at <c>email</c> when it is this customer's contact already, or
    /// another scope's person stands in the way.
    /// </summary>
    Task<SaveResult<ContactView>> Add(
        string customer, ContactSettings settings, string? password, Change change, CancellationToken cancellation);

    Task<SaveResult<ContactView>> Save(
        string customer, string contact, ContactSettings settings, SecretInput password, Change change, CancellationToken cancellation);

    Task<SaveResult<ContactView>> Remove(string customer, string contact, Change change, CancellationToken cancellation);

    Task<ContactView?> Get(string customer, string contact, CancellationToken cancellation);

    /// <summary>Mails the invitation anew. Exists: it was accepted.</summary>
    Task<SaveResult<ContactView>> Invite(string customer, string contact, Change change, CancellationToken cancellation);

    /// <summary>Takes the invitation back. Exists: it was accepted.</summary>
    Task<SaveResult<ContactView>> Withdraw(string customer, string contact, Change change, CancellationToken cancellation);

    /// <summary>Mails a reset link, or the invitation again to who has not accepted it. False: no such contact.</summary>
    Task<bool> SendPasswordLink(string customer, string contact, Change change, CancellationToken cancellation);
}
