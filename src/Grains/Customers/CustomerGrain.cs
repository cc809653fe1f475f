using Microsoft.Extensions.Logging;
using Portal.Domains;
using Portal.Platform;
using Portal.Saving;

namespace Portal.Customers;

[GrainType("customer"), CollectionAgeLimit(Minutes = ShortStay.Minutes)]
internal sealed partial class CustomerGrain(
    [PersistentState("customer")] IPersistentState<CustomerState> store,
    CustomerRules rules,
    IFollowUp<CustomerState> followUp,
    SavingParts parts,
    CustomerPeople people,
    CustomerItems rows,
    IDomainDirectory domains,
    TimeProvider clock,
    ILogger<CustomerGrain> logger) : Grain, ICustomerGrain, IStays, IRemindable
{
    private const string Reminder = "unfinished";
    private static readonly TimeSpan TryAgain = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Reminding = TimeSpan.FromMinutes(1);

    private StateWriter<CustomerState> writer = null!;
    private CustomerChanges changes = null!;
    private CustomerItemChanges items = null!;
    private CustomerMove move = null!;
    private IGrainTimer? finishing;

    private string Id => this.GetPrimaryKeyString();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        writer = new StateWriter<CustomerState>(this, store, followUp, parts);
        changes = new CustomerChanges(writer, domains);
        items = new CustomerItemChanges(changes, rows, clock);
        move = new CustomerMove(changes, people);
        await writer.Activate();
        // Persons ask for their customer while they take their steps: not before this activation can answer.
        if (changes.Now.HasUnfinished)
            FinishIn(TimeSpan.Zero);
    }

    public async Task<SaveResult<CustomerView>> Create(CustomerSettings settings, ItemSettings[] items, Change change)
    {
        var now = changes.Now;
        if (now.CreatedBefore(change, now.ToView) is { } answered)
            return await changes.View(answered);
        if (now.Version > 0)
            return SaveResult<CustomerView>.Exists("id", $"{Id} already exists or existed before. Choose another id.");

        var time = clock.GetRowTime();
        var (clean, errors) = await rules.Check(settings with { Id = Id }, null, change.OnlyBrands, CancellationToken.None);
        (clean, errors) = Keeping.Take(clean, null, change, errors);
        var (first, wrong) = CustomerItemChanges.Begin(clean, items, change.OperationId, time);
        if (!CustomerIds.Is(clean.Kind, Id))
            errors = [.. errors, new FieldError("id", "This id is not valid for this kind.")];
        if (errors.Count + wrong.Count > 0)
            return SaveResult<CustomerView>.Invalid([.. errors, .. wrong]);
        var next = clean.Status == CustomerStatus.PendingApproval
            ? now with { Waiting = new WaitingRows(first, time) }
            : ItemChanges.With(now, first);
        return await Write("customer.create", next with { Version = 0, CreatedAt = time }, clean, change);
    }

    public async Task<SaveResult<CustomerView>> Save(CustomerSettings settings, Change change)
    {
        if (await Refused(change) is { } refused)
            return refused;
        var now = changes.Now.Settings!;
        var (clean, errors) = await rules.Check(settings with { Id = Id, Kind = now.Kind }, now, change.OnlyBrands, CancellationToken.None);
        (clean, errors) = Keeping.Take(clean, now, change, errors);
        if (errors.Count > 0)
            return SaveResult<CustomerView>.Invalid([.. errors]);
        return clean.Domain == now.Domain ? await Write("customer.save", changes.Next, clean, change) : await Move(clean, change);
    }

    public async Task<SaveResult<CustomerView>> Approve(Change change) =>
        await Refused(change) ?? await Decide("customer.approve", CustomerStatus.Active, null, change);

    public async Task<SaveResult<CustomerView>> Refuse(string? reason, Change change)
    {
        if (await Refused(change) is { } refused)
            return refused;
        var errors = new FieldErrors();
        var clean = TextRules.Line(reason, "reason", SignUpDecision.LongestReason, errors);
        if (clean is null)
            errors.Add("reason", "Enter a reason: the people who signed up see it in their e-mail.");
        return errors.All.Count > 0
            ? SaveResult<CustomerView>.Invalid([.. errors.All])
            : await Decide("customer.refuse", CustomerStatus.Inactive, clean, change);
    }

    public async Task<SaveResult<CustomerView>> Delete(Change change)
    {
        if (changes.Now.DeletedBefore(change))
            return SaveResult<CustomerView>.Saved(changes.Now.ToView());
        if (await Refused(change) is { } refused)
            return refused;
        var uses = await domains.CountByTemplate(Id, CancellationToken.None);
        if (uses > 0)
            return SaveResult<CustomerView>.InUse(
                "id",
                uses == 1
                    ? "1 domain uses this customer as its template. Give it another first."
                    : $"{uses} domains use this customer as their template. Give them another first.");

        await move.Complete();
        await Remember();
        var (time, now) = (clock.GetRowTime(), changes.Next);
        var audit = await changes.Audit("customer.delete", now.Settings, null, change, time);
        var announced = await changes.Commit(now with
        {
            Version = now.Version + 1,
            Deleted = true,
            ChangedAt = time,
            Settings = new CustomerSettings { Id = Id, Kind = now.Settings!.Kind, Name = now.Settings.Name },
            OpenContracts = [],
            Items = [],
            Waiting = null,
            Decision = null,
            Removal = new PendingRemoval(change.OperationId, change.Actor),
            RecentOperations = RecentOperations.Add(now.RecentOperations, change.OperationId),
            Audits = [.. now.Audits, audit],
        });
        await Finish();
        return SaveResult<CustomerView>.Saved(changes.Now.ToView(), announced);
    }

    public async Task<CustomerView?> Get() => changes.Now.Lives ? await changes.View(changes.Now.ToView()) : null;

    public Task<CustomerSnapshot?> GetSnapshot(long newerThan) => Task.FromResult(changes.Now.ToSnapshot(Id, newerThan));

    public async Task<TemplateSnapshot?> GetTemplate()
    {
        if (!changes.Now.Lives)
            return null;
        // Rows change by this grain alone, and none does while this call runs: once they are settled, document and rows are of one moment.
        await writer.RequireSettled();
        return new TemplateSnapshot(changes.Now.Settings!, await rows.Snapshot(Id), clock.GetRowTime());
    }

    public Task<SaveResult<ItemView>> AddItem(ItemSettings settings, Change change) => items.Add(settings, change);

    public Task<SaveResult<ItemView>> SaveItem(string itemId, ItemSettings settings, Change change) => items.Save(itemId, settings, change);

    public Task<SaveResult<ItemView>> DeleteItem(ItemKind kind, string itemId, Change change) => items.Delete(kind, itemId, change);

    public Task<SaveResult<ItemView>> ApproveContract(string itemId, string approver, Change change) =>
        items.Approve(itemId, approver, change);

    public Task StartPenalty(Change change) => Penalize(starts: true, change);

    public Task EndPenalty(Change change) => Penalize(starts: false, change);

    public void Stay(TimeSpan time) => DelayDeactivation(time);

    public async Task Repair()
    {
        await writer.Repair();
        if (changes.Now.HasUnfinished)
            await Finish();
    }

    public async Task ReceiveReminder(string reminderName, TickStatus status) => await Finish();

    private async Task Penalize(bool starts, Change change)
    {
        if (!changes.Now.TakesPenalty(starts, change))
            return;
        var status = starts ? CustomerStatus.Penalty : CustomerStatus.Active;
        var (next, clean) = (changes.Next with { IsPenalized = starts }, changes.Now.Settings! with { Status = status });
        await Write(starts ? "customer.penalty" : "customer.penalty-over", next, clean, change);
    }

    private async Task<SaveResult<CustomerView>?> Refused(Change change)
    {
        if (await changes.IsForeign(change))
            return SaveResult<CustomerView>.NotFound();
        return changes.Now.Refusal(change, changes.Now.ToView) is { } refused ? await changes.View(refused) : null;
    }

    private async Task<SaveResult<CustomerView>> Decide(string action, CustomerStatus status, string? reason, Change change)
    {
        var now = changes.Now.Settings!;
        return now.Status == CustomerStatus.PendingApproval
            ? await Write(action, changes.Next, now with { Status = status }, change, reason)
            : SaveResult<CustomerView>.Exists(
                "status", $"{now.Name} isn't waiting for approval: either somebody has already decided, or it never was.");
    }

    private async Task<SaveResult<CustomerView>> Move(CustomerSettings clean, Change change)
    {
        await move.Complete();
        var (plan, home) = await move.Plan(clean.Domain, change);
        if (plan is null)
            return await Write("customer.save", changes.Next, clean, change);
        if (!home)
            return SaveResult<CustomerView>.Invalid(new FieldError(
                "domain",
                "Then there would be no enabled domain for this customer's people to sign in on. "
                    + "Choose a domain, or enable one of the platform's own."));

        await Remember();
        try
        {
            (plan, var taken) = await move.Prepare(plan);
            if (taken.Count > 0)
            {
                await Finish();
                return SaveResult<CustomerView>.Exists("domain", CustomerMove.Taken(clean.Domain, taken));
            }
        }
        catch
        {
            FinishIn(TryAgain);
            throw;
        }

        var saved = await Write("customer.save", changes.Next with { Move = plan with { Decided = true } }, clean, change);
        await Finish();
        return saved;
    }

    private async Task<SaveResult<CustomerView>> Write(
        string action, CustomerState next, CustomerSettings clean, Change change, string? reason = null)
    {
        var time = clock.GetRowTime();
        var before = changes.Now.Lives ? changes.Now.Settings : null;
        var audit = await changes.Audit(action, before, clean, change, time, reason);
        // Read before the commit: nothing after it may turn a change that is made into an error.
        var brand = await changes.BrandOf(clean);
        next = SignUpDecision.Of(next, clean.Status, reason, change, time);
        if (next.Decision is not null)
            await Remember();
        var announced = await changes.Commit(next with
        {
            Version = next.Version + 1,
            ChangedAt = time,
            Settings = clean,
            IsPenalized = next.IsPenalized && clean.Status == CustomerStatus.Penalty,
            RecentOperations = RecentOperations.Add(next.RecentOperations, change.OperationId),
            Audits = [.. next.Audits, audit],
        });
        // A move goes on to its end itself.
        if (next is { Decision: not null, Move: null })
            await Finish();
        return SaveResult<CustomerView>.Saved(changes.Now.ToView() with { Brand = brand }, announced);
    }

    /// <summary>Goes on with what a move or a deletion left to do; what fails now is done again in a moment.</summary>
    private async Task Finish()
    {
        finishing?.Dispose();
        finishing = null;
        try
        {
            await move.Complete();
            await Tell();
            await Forget();
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            LogUnfinished(logger, Id, problem);
            FinishIn(TryAgain);
        }
    }

    /// <summary>Mails staff's word on a sign-up to its people.</summary>
    private async Task Tell()
    {
        if (changes.Now is not { Decision: { } decision, Settings: { } settings })
            return;
        await people.Tell(settings, decision);
        await changes.Commit(changes.Next with { Decision = null });
    }

    private void FinishIn(TimeSpan wait)
    {
        finishing?.Dispose();
        finishing = this.RegisterGrainTimer(
            _ => Finish(), new GrainTimerCreationOptions(wait, Timeout.InfiniteTimeSpan) { KeepAlive = true });
    }

    /// <summary>Wakes the customer after a crash, until nothing is left to do.</summary>
    private async Task Remember() => await this.RegisterOrUpdateReminder(Reminder, Reminding, Reminding);

    private async Task Forget()
    {
        if (await this.GetReminder(Reminder) is { } reminder)
            await this.UnregisterReminder(reminder);
    }

    [LoggerMessage(1, LogLevel.Warning, "The people of customer {Customer} could not all be moved, removed or notified; trying again")]
    private static partial void LogUnfinished(ILogger logger, string customer, Exception problem);
}
