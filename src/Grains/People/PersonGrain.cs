using Portal.Saving;

namespace Portal.People;

/// <summary>
/// The one place that a person changes in. What each part does stands in its own file; all of them write through one
/// <see cref="PersonChanges"/>.
/// </summary>
[GrainType("person"), CollectionAgeLimit(Minutes = ShortStay.Minutes)]
internal sealed class PersonGrain : Grain, IPersonGrain, IStays
{
    private readonly PersonChanges changes;
    private readonly PersonPlacing placing;
    private readonly PersonEntering entering;
    private readonly PersonCredentials credentials;
    private readonly PersonEnrolling enrolling;
    private readonly PersonMoving moving;
    private readonly PersonInvitations invitations;
    private readonly PersonHandOver handOver;

    public PersonGrain([PersistentState("person")] IPersistentState<PersonState> store, PersonTools tools)
    {
        changes = new PersonChanges(this, store, tools);
        entering = new PersonEntering(changes);
        credentials = new PersonCredentials(changes);
        placing = new PersonPlacing(changes, credentials);
        invitations = new PersonInvitations(changes, placing);
        enrolling = new PersonEnrolling(changes, credentials);
        moving = new PersonMoving(changes);
        handOver = new PersonHandOver(changes);
    }

    public override Task OnActivateAsync(CancellationToken cancellationToken) => changes.Open();

    public Task<SaveResult<ContactView>> Create(PersonDraft draft, Change change) => placing.Create(draft, change);

    public Task<SaveResult<ContactView>> AddPlace(PlaceDraft draft, Change change) => placing.AddPlace(draft, change);

    public Task<SaveResult<ContactView>> SavePlace(string contact, ContactSettings settings, SecretInput password, Change change) =>
        placing.SavePlace(contact, settings, password, change);

    public Task<SaveResult<ContactView>> RemovePlace(string contact, Change change) => placing.RemovePlace(contact, change);

    public Task<SaveResult<ContactView>> Invite(string contact, Change change) => invitations.Invite(contact, change);

    public Task<SaveResult<ContactView>> Withdraw(string contact, Change change) => invitations.Withdraw(contact, change);

    public Task<SaveResult<PersonSnapshot>> AnswerInvitation(string contact, bool accepts, Change change) =>
        invitations.Answer(contact, accepts, change);

    public Task<ContactView?> GetContact(string contact) =>
        Task.FromResult(changes.State.Place(contact) is { } place ? changes.State.ToView(changes.Id, place) : null);

    public Task<PersonSnapshot?> GetSnapshot(long newerThan) =>
        Task.FromResult(changes.State.Version > newerThan ? changes.Snapshot() : null);

    public Task<PersonSignInAnswer> SignIn(PersonSignIn attempt) => entering.SignIn(attempt);

    public Task<PersonSignInAnswer> CheckCode(string session, string code, bool knownDevice) =>
        entering.CheckCode(session, code, knownDevice);

    public Task Touch(string session) => entering.Touch(session);

    public Task EndSession(string session, Change change) => entering.End(session);

    public Task EndOtherSessions(string session, Change change) => entering.EndOthers(session, change);

    public Task<bool> SwitchPlace(string session, string contact, string? source, Change change) =>
        entering.Switch(session, contact, source);

    public Task<SaveResult<PersonSnapshot>> SaveMe(string contact, PersonalSettings settings, Change change) =>
        credentials.SaveMe(contact, settings, change);

    public Task<SaveResult<PersonSnapshot>> ChangePassword(string session, string current, string next, Change change) =>
        credentials.ChangePassword(session, current, next, change);

    public Task<SaveResult<PersonSnapshot>> ChangeEmail(string currentPassword, string email, Change change) =>
        credentials.ChangeEmail(currentPassword, email, change);

    public Task<SaveResult<PersonSnapshot>> WithdrawEmail(Change change) => credentials.WithdrawEmail(change);

    public Task<PersonEnrolment> GetEnrolment(string issuer, string? before = null) => Task.FromResult(enrolling.Begin(issuer, before));

    public Task<string[]?> FinishEnrolment(string session, string offer, string code, Change change, string? nextSession = null) =>
        enrolling.Finish(session, offer, code, change, nextSession);

    public Task<SaveResult<string[]>> Enrol(string session, string currentPassword, string offer, string code, Change change) =>
        enrolling.Enrol(session, currentPassword, offer, code, change);

    public async Task<string[]?> RenewRecoveryCodes(string currentPassword, Change change) =>
        (await enrolling.Renew(currentPassword, change)).Value;

    public Task<SaveResult<string[]>> RenewCodes(string currentPassword, Change change) => enrolling.Renew(currentPassword, change);

    public Task<SaveResult<PersonSnapshot>> RemoveSecondFactor(string currentPassword, Change change) =>
        enrolling.Remove(currentPassword, change);

    public Task<SaveResult<PersonSnapshot>> ResetSecondFactor(Change change) => enrolling.Reset(change);

    public Task SendLink(LinkPurpose purpose, Change change)
    {
        if (purpose != LinkPurpose.Invitation)
            return credentials.SendLink(purpose, change);
        var places = changes.State.Places;
        var invited = places.FirstOrDefault(place => place.Invitation is not null) ?? places.FirstOrDefault();
        return invitations.Invite(invited?.Contact ?? "", change);
    }

    public Task<InvitationLink?> OfferInvitation(string contact, Change change) => handOver.Offer(contact, change);

    public Task<LinkPurpose?> LookAtLink(string tokenHash, string host) => Task.FromResult(changes.Link(tokenHash, host)?.Purpose);

    public Task<LinkView?> ViewLink(string tokenHash, string host) => credentials.ViewLink(tokenHash, host);

    public Task<SaveResult<PersonSnapshot>> UsePasswordLink(string tokenHash, string host, string password, Change change) =>
        credentials.UsePasswordLink(tokenHash, host, password, invitations, change);

    public Task<PersonInvitation?> LookAtInvitation(string tokenHash, string host) => invitations.Find(tokenHash, host);

    public Task<SaveResult<PersonSnapshot>> UseInvitation(string tokenHash, string host, bool accepts, Change change) =>
        invitations.Use(tokenHash, host, accepts, change);

    public Task<SaveResult<PersonSnapshot>> UseEmailLink(string tokenHash, string host, Change change) =>
        credentials.UseEmailLink(tokenHash, host, change);

    public Task<string?> OpenPortal(string contact, string host, StaffVisit staff, Change change) =>
        entering.OpenPortal(contact, host, staff, change);

    public Task<PersonSignInAnswer> EnterPortal(string tokenHash, string host, string? source, string? agent) =>
        entering.EnterPortal(tokenHash, host, source, agent);

    public Task<bool> PrepareMove(string customer, string scope, string operationId) => moving.Prepare(customer, scope, operationId);

    public Task FinishMove(string customer, string scope, string homeHost, Change change) =>
        moving.Finish(customer, scope, homeHost, change);

    public Task CancelMove(string customer, string scope, string operationId) => moving.Cancel(customer, scope, operationId);

    public Task Repair() => changes.Repair();

    public void Stay(TimeSpan time) => DelayDeactivation(time);
}
