using Portal.Saving;

namespace Portal.Staff;

/// <summary>
/// One member of staff. Key: the e-mail address in its one form. Never call it for an address that nobody vouched for:
/// look it up in the read model first. Passwords and codes come in, nothing secret but a new second factor goes out.
/// </summary>
[Alias("portal.IOperatorGrain")]
public interface IOperatorGrain : IGrainWithStringKey
{
    /// <summary>Invalid at <c>email</c>, <c>name</c>, <c>password</c>, <c>brands</c>.</summary>
    [Alias("Create")]
    Task<SaveResult<OperatorView>> Create(OperatorSettings settings, string password, Change change);

    /// <summary>Null when there is no such member of staff.</summary>
    [Alias("Get")]
    Task<OperatorView?> Get();

    /// <summary>
    /// First step. <paramref name="device"/>: hash of what a browser keeps that signed in before; such browsers wait for their
    /// own mistakes alone.
    /// </summary>
    [Alias("CheckPassword")]
    Task<SignInAnswer> CheckPassword(string password, string? device);

    /// <summary>Second step: six digits of the app, or a recovery code. Each is accepted once.</summary>
    [Alias("CheckCode")]
    Task<SignInAnswer> CheckCode(string code, string? device);

    /// <summary>Remembers a browser that signed in whole.</summary>
    [Alias("TrustDevice")]
    Task TrustDevice(string device);

    /// <summary>Invalid at <c>currentPassword</c>, <c>password</c>.</summary>
    [Alias("ChangePassword")]
    Task<SaveResult<OperatorView>> ChangePassword(string current, string next, Change change);

    /// <summary>
    /// For what an open session alone must not do: Invalid at <c>currentPassword</c>. Wrong ones count as those of the
    /// sign-in of a browser that is known.
    /// </summary>
    [Alias("ProvePassword")]
    Task<SaveResult<OperatorView>> ProvePassword(string current);

    /// <summary>A second factor to be shown; nothing is stored, and an old one holds, until <see cref="FinishEnrolment"/>.</summary>
    /// <param name="before">The offer that a page sent with a wrong code: the same one again while it holds.</param>
    [Alias("OfferEnrolment")]
    Task<SecondFactorEnrolment> GetEnrolment(string? before = null);

    /// <summary>
    /// With a right code the new factor holds from now on. Answers new recovery codes, to be shown once; null: the code is
    /// wrong.
    /// </summary>
    [Alias("TakeEnrolment")]
    Task<string[]?> FinishEnrolment(string offer, string code, Change change);

    /// <summary>New recovery codes; the old ones end.</summary>
    [Alias("RenewRecoveryCodes")]
    Task<string[]> RenewRecoveryCodes(Change change);

    /// <summary>Does again what follows from its last change.</summary>
    [Alias("Repair")]
    Task Repair();

    /// <summary>
    /// Makes the account without a password; a link with this token's hash sets the first one. By <see
    /// cref="IStaffRosterGrain"/> alone.
    /// </summary>
    [Alias("Invite")]
    Task<SaveResult<OperatorView>> Invite(OperatorSettings settings, string tokenHash, Change change);

    /// <summary>
    /// Name, rights, whether disabled; the address can't change. Whoever loses rights is signed out. By <see
    /// cref="IStaffRosterGrain"/> alone.
    /// </summary>
    [Alias("Save")]
    Task<SaveResult<OperatorView>> Save(OperatorSettings settings, Change change);

    /// <summary>Ends the account and its sessions. The address may be invited again. By <see cref="IStaffRosterGrain"/> alone.</summary>
    [Alias("Remove")]
    Task<SaveResult<OperatorView>> Remove(Change change);

    /// <summary>
    /// Keeps which columns of a list this person sees; null: the usual ones again. Nobody else hears of it. What is kept is bounded:
    /// more lists or columns than there can be are left out.
    /// </summary>
    [Alias("ChooseColumns")]
    Task ChooseColumns(string list, string[]? columns);

    /// <summary>A new link that sets a password, good once for three days; earlier ones end.</summary>
    [Alias("OfferLink")]
    Task<SaveResult<OperatorView>> OfferLink(string tokenHash, Change change);

    /// <summary>
    /// The same for whoever forgot the password: good once for 30 minutes; earlier ones of this kind end, invitations stay.
    /// </summary>
    [Alias("OfferReset")]
    Task<SaveResult<OperatorView>> OfferReset(string tokenHash, Change change);

    /// <summary>Whether a link with this token's hash works now. Changes nothing.</summary>
    [Alias("AcceptsLink")]
    Task<bool> AcceptsLink(string tokenHash);

    /// <summary>
    /// Sets the password by a link and uses it up; sessions end. Invalid at <c>password</c>; NotFound: the link is no good.
    /// </summary>
    [Alias("UseLink")]
    Task<SaveResult<OperatorView>> UseLink(string tokenHash, string password, Change change);

    /// <summary>
    /// Takes the second factor away from somebody who lost the app; sessions end, and the next sign-in sets up a new one.
    /// </summary>
    [Alias("ResetSecondFactor")]
    Task<SaveResult<OperatorView>> ResetSecondFactor(Change change);
}
