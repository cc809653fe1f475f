using Orleans.Concurrency;
using Portal.Saving;

namespace Portal.People;

/// <summary>
/// One person: credentials, second factor, sessions, places. Key: the person's id (<c>p_…</c>). Never call it for an id
/// that nobody vouched for: look it up in the read model first. Each change raises its version and is told on the feed.
/// </summary>
[Alias("portal.IPersonGrain")]
public interface IPersonGrain : IGrainWithStringKey
{
    // Places

    /// <summary>Makes the person with its first place. The same contact again answers what is there.</summary>
    [Alias("Create")]
    Task<SaveResult<ContactView>> Create(PersonDraft draft, Change change);

    /// <summary>
    /// Offers one more place by mail: until the person accepts it can't be used, and is seen as whoever invited typed it.
    /// </summary>
    [Alias("AddPlace")]
    Task<SaveResult<ContactView>> AddPlace(PlaceDraft draft, Change change);

    /// <summary>
    /// Saves a place; the person's own fields too, but only while this is its only place. A disabled one ends its sessions.
    /// </summary>
    /// <param name="password">A new one by hand; Invalid at <c>password</c> when the person has other places.</param>
    [Alias("SavePlace")]
    Task<SaveResult<ContactView>> SavePlace(string contact, ContactSettings settings, SecretInput password, Change change);

    /// <summary>Takes a place away, its sessions with it; with the last one the person ends and its address is free.</summary>
    [Alias("RemovePlace")]
    Task<SaveResult<ContactView>> RemovePlace(string contact, Change change);

    /// <summary>Mails the invitation to a place anew; its earlier link ends. Exists: it was accepted.</summary>
    [Alias("Invite")]
    Task<SaveResult<ContactView>> Invite(string contact, Change change);

    /// <summary>Takes an invitation back, its place and link with it. Exists: it was accepted.</summary>
    [Alias("Withdraw")]
    Task<SaveResult<ContactView>> Withdraw(string contact, Change change);

    /// <summary>
    /// The person's own word on an invitation, in a session: the place can be used from now on, or goes. NotFound: none
    /// waits.
    /// </summary>
    [Alias("AnswerInvitation")]
    Task<SaveResult<PersonSnapshot>> AnswerInvitation(string contact, bool accepts, Change change);

    [Alias("GetContact"), AlwaysInterleave]
    Task<ContactView?> GetContact(string contact);

    [Alias("GetSnapshot"), AlwaysInterleave]
    Task<PersonSnapshot?> GetSnapshot(long newerThan);

    // Signing in

    /// <summary>
    /// Checks the password and that a place can be used from this address on this host; takes the same time whatever is
    /// wrong. The caller has looked at the throttle.
    /// </summary>
    [Alias("SignIn")]
    Task<PersonSignInAnswer> SignIn(PersonSignIn attempt);

    /// <summary>Second step: six digits or a recovery code, each accepted once. Refused: the session stays as it is.</summary>
    [Alias("CheckCode")]
    Task<PersonSignInAnswer> CheckCode(string session, string code, bool knownDevice);

    /// <summary>Keeps a session alive; writes at most every half an hour.</summary>
    [Alias("Touch")]
    Task Touch(string session);

    /// <summary>Ends one session of this person.</summary>
    [Alias("EndSession")]
    Task EndSession(string session, Change change);

    /// <summary>Ends all but one.</summary>
    [Alias("EndOtherSessions")]
    Task EndOtherSessions(string session, Change change);

    /// <summary>Lets a session work for another place of the person; false: not possible from this address on this host.</summary>
    [Alias("SwitchPlace")]
    Task<bool> SwitchPlace(string session, string contact, string? source, Change change);

    // The person's own

    /// <summary>Invalid at its fields. <c>Department</c> is the place's.</summary>
    [Alias("SaveMe")]
    Task<SaveResult<PersonSnapshot>> SaveMe(string contact, PersonalSettings settings, Change change);

    /// <summary>Ends the other sessions. Invalid at <c>currentPassword</c>, <c>password</c>.</summary>
    [Alias("ChangePassword")]
    Task<SaveResult<PersonSnapshot>> ChangePassword(string session, string current, string next, Change change);

    /// <summary>
    /// Mails a confirmation to the new address. Invalid at <c>email</c>, <c>currentPassword</c>. An address that is taken gets
    /// the same answer.
    /// </summary>
    [Alias("ChangeEmail")]
    Task<SaveResult<PersonSnapshot>> ChangeEmail(string currentPassword, string email, Change change);

    /// <summary>Forgets an address that still waits for its confirmation; its link ends. Without one nothing changes.</summary>
    [Alias("WithdrawEmail")]
    Task<SaveResult<PersonSnapshot>> WithdrawEmail(Change change);

    /// <summary>A second factor to be shown; nothing is stored before its first code was right.</summary>
    /// <param name="before">The offer that a page sent with a wrong code: the same one again while it holds.</param>
    [Alias("OfferEnrolment")]
    Task<PersonEnrolment> GetEnrolment(string issuer, string? before = null);

    /// <summary>
    /// For a session that waits for it, right after the password: with a right code the factor holds from now on, and the session is whole.
    /// New recovery codes; null: wrong code, one holds already, or the session is whole (<see cref="Enrol"/>).
    /// </summary>
    /// <param name="nextSession">What a session that waited goes on as: the hash of a new token. Null: as it is.</param>
    [Alias("TakeEnrolment")]
    Task<string[]?> FinishEnrolment(string session, string offer, string code, Change change, string? nextSession = null);

    /// <summary>
    /// From a whole session, which asks for the password: with a right code the factor holds from now on. New recovery codes.
    /// Invalid at <c>currentPassword</c>, <c>code</c>; NotFound: a factor holds already, or was set up by this very operation.
    /// </summary>
    [Alias("EnrolOffered")]
    Task<SaveResult<string[]>> Enrol(string session, string currentPassword, string offer, string code, Change change);

    /// <summary>As <see cref="RenewCodes"/>; null: wrong password, or no factor holds. Front ends of the last release ask it.</summary>
    [Alias("RenewRecoveryCodes")]
    Task<string[]?> RenewRecoveryCodes(string currentPassword, Change change);

    /// <summary>
    /// New recovery codes; the earlier ones end. Invalid at <c>currentPassword</c>; NotFound: no factor holds, or this very
    /// operation made new ones already.
    /// </summary>
    [Alias("RenewCodes")]
    Task<SaveResult<string[]>> RenewCodes(string currentPassword, Change change);

    /// <summary>Invalid at <c>currentPassword</c>.</summary>
    [Alias("RemoveSecondFactor")]
    Task<SaveResult<PersonSnapshot>> RemoveSecondFactor(string currentPassword, Change change);

    /// <summary>Staff helps somebody who lost the app: takes the factor away, mails the person. Audited.</summary>
    [Alias("ResetSecondFactor")]
    Task<SaveResult<PersonSnapshot>> ResetSecondFactor(Change change);

    // Links

    /// <summary>
    /// Mails a link (<c>/reset-password?token=…</c>) to the person's own address on its own domain. Earlier ones of the purpose
    /// end.
    /// </summary>
    [Alias("SendLink")]
    Task SendLink(LinkPurpose purpose, Change change);

    /// <summary>
    /// An invitation for staff to hand over, shown once. Null: the person has a password, places elsewhere too, or may not sign
    /// in. Using it verifies no address. Audited.
    /// </summary>
    [Alias("OfferInvitation")]
    Task<InvitationLink?> OfferInvitation(string contact, Change change);

    /// <summary>What a link's token is good for on this host; null: used, late, foreign or made up. Changes nothing.</summary>
    [Alias("LookAtLink"), AlwaysInterleave]
    Task<LinkPurpose?> LookAtLink(string tokenHash, string host);

    /// <summary>What the page of a link says: whom it is for. Null as <see cref="LookAtLink"/>.</summary>
    [Alias("ViewLink"), AlwaysInterleave]
    Task<LinkView?> ViewLink(string tokenHash, string host);

    /// <summary>
    /// Sets the password by a link of reset or invitation: uses it up, verifies the address, ends all sessions. Invalid at
    /// <c>password</c>; NotFound: the link is no good.
    /// </summary>
    [Alias("UsePasswordLink")]
    Task<SaveResult<PersonSnapshot>> UsePasswordLink(string tokenHash, string host, string password, Change change);

    /// <summary>The invitation that a link's token is for; null: used, late, withdrawn, foreign or made up. Changes nothing.</summary>
    [Alias("LookAtInvitation"), AlwaysInterleave]
    Task<PersonInvitation?> LookAtInvitation(string tokenHash, string host);

    /// <summary>The word on an invitation by its link, of somebody who has a password. NotFound: the link is no good.</summary>
    [Alias("UseInvitation")]
    Task<SaveResult<PersonSnapshot>> UseInvitation(string tokenHash, string host, bool accepts, Change change);

    /// <summary>Confirms a changed address.</summary>
    [Alias("UseEmailLink")]
    Task<SaveResult<PersonSnapshot>> UseEmailLink(string tokenHash, string host, Change change);

    // Staff looks at a portal

    /// <summary>A token of 60 s, good once, for one place on one host; null: that place can't be used there. Audited.</summary>
    [Alias("OpenPortal")]
    Task<string?> OpenPortal(string contact, string host, StaffVisit staff, Change change);

    /// <summary>Starts the staff's session; refused: the token is no good.</summary>
    [Alias("EnterPortal")]
    Task<PersonSignInAnswer> EnterPortal(string tokenHash, string host, string? source, string? agent);

    // A customer's new domain (saga of CustomerGrain; each step may be repeated)

    /// <summary>Holds the person's address in the new scope. False: somebody else has it there.</summary>
    [Alias("PrepareMove")]
    Task<bool> PrepareMove(string customer, string scope, string operationId);

    /// <summary>
    /// Makes the move: the person goes along, or, when it keeps places elsewhere, is split off as a new, invited person.
    /// Sessions and open links of the place end.
    /// </summary>
    [Alias("FinishMove")]
    Task FinishMove(string customer, string scope, string homeHost, Change change);

    /// <summary>Gives back what <see cref="PrepareMove"/> held.</summary>
    [Alias("CancelMove")]
    Task CancelMove(string customer, string scope, string operationId);

    [Alias("Repair")]
    Task Repair();
}
