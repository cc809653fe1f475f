using Microsoft.Extensions.Logging;
using Orleans.Storage;
using Portal.Customers;
using Portal.Saving;

namespace Portal.SignUp;

/// <summary>
/// The saga. Until the address is confirmed there is one reservation that ends by itself; from then on each step is saved before
/// the next, and whatever dies, the reminder goes on. One at a time works on a sign-up, by construction: the grain is the lock.
/// </summary>
[GrainType("sign-up")]
internal sealed partial class SignUpGrain(
    [PersistentState("sign-up")] IPersistentState<SignUpState> store,
    SignUpDecisions desk,
    SignUpSteps steps,
    SignUpMails mails,
    SignUpRows rows,
    TimeProvider clock,
    ILogger<SignUpGrain> logger) : Grain, ISignUpGrain, IRemindable
{
    private const string Reminder = "sign-up";

    // Reminders come at most once a minute; the first look is then, the next when an unconfirmed one is over.
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private Task? running;
    private IGrainTimer? retry;

    private string Id => this.GetPrimaryKeyString();

    public async Task<SignUpAnswer> Begin(SignUpForm form)
    {
        if (store.State.Step == SignUpStep.None)
        {
            var (clean, errors) = await desk.Check(form);
            if (errors.Length > 0)
                return new SignUpAnswer(errors);
            if (!await desk.MayMail(clean))
                return SignUpAnswer.Sent;
            await this.RegisterOrUpdateReminder(Reminder, Soon, SignUpDecisions.Life);
            await store.Replace(await desk.Begin(Id, clean));
        }

        await Settle();
        return SignUpAnswer.Sent;
    }

    public async Task<bool> Renew(SignUpForm form, string operationId)
    {
        var now = store.State;
        if (now.Step != SignUpStep.Waiting || now.Host != form.Host || now.Person!.Email != form.Email)
            return false;
        if (!now.RecentOperations.Contains(operationId))
        {
            if (await desk.Renew(Id, now, form, operationId) is not { } next)
                return false;
            await this.RegisterOrUpdateReminder(Reminder, Soon, SignUpDecisions.Life);
            await store.Replace(next);
        }

        await Settle();
        return true;
    }

    public async Task<SignUpLinkState> Look(string tokenHash, string host, string? browserHash)
    {
        var now = store.State;
        if (now.Host != host || !SignUpLink.Same(now.LinkHash, tokenHash))
            return SignUpLinkState.None;
        if (now.IsConfirmed)
            return await desk.Waits(now) ? SignUpLinkState.Waits : SignUpLinkState.Done;
        if (now.Step != SignUpStep.Waiting || clock.GetUtcNow() > now.LinkEndsAt || !await desk.IsOpen(now))
            return SignUpLinkState.None;
        return browserHash is not null && SignUpLink.Same(now.Person!.BrowserHash, browserHash)
            ? SignUpLinkState.Confirmable
            : SignUpLinkState.NeedsPassword;
    }

    public async Task<SaveResult<CustomerView>> Confirm(string tokenHash, string host, string? browserHash, string? password)
    {
        var link = await Look(tokenHash, host, browserHash);
        if (link == SignUpLinkState.None)
            return SaveResult<CustomerView>.NotFound();
        if (link is not (SignUpLinkState.Done or SignUpLinkState.Waits))
        {
            var (next, errors) = await desk.Confirm(Id, store.State, link == SignUpLinkState.NeedsPassword, password);
            if (errors.Length > 0)
                return SaveResult<CustomerView>.Invalid(errors);
            if (next is null)
                return SaveResult<CustomerView>.NotFound();
            await this.RegisterOrUpdateReminder(Reminder, Soon, Soon);
            await store.Replace(next);
            LogStep(logger, Id, next.Step);
        }

        await Task.WhenAny(Run(), Task.Delay(Patience, clock));
        if (!store.State.IsConfirmed)
            return SaveResult<CustomerView>.NotFound();
        var made = store.State.Step >= SignUpStep.CustomerMade
            ? await GrainFactory.GetGrain<ICustomerGrain>(store.State.CustomerId!).Get()
            : null;
        return new SaveResult<CustomerView> { Outcome = SaveOutcome.Saved, Value = made };
    }

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        if (store.State.IsUnderWay)
            await Run();
        else if (store.State.Step == SignUpStep.None || clock.GetUtcNow() >= store.State.EndsAt)
            await Clear();
        else
            await Settle();
    }

    /// <summary>Does what follows from the form: its row, and its mail, whose token is forgotten with it.</summary>
    private async Task Settle()
    {
        if (store.State.Mail is not { } mail)
            return;
        if (store.State.Step == SignUpStep.Waiting)
            await rows.Put(Id, store.State.Host, store.State.EndsAt);
        await mails.Send(mail);
        await store.Replace(store.State with { Mail = null });
    }

    private Task Run() => running is { IsCompleted: false } ? running : running = RunToEnd();

    private async Task RunToEnd()
    {
        try
        {
            retry?.Dispose();
            var wasUnderWay = store.State.IsUnderWay;
            while (store.State.IsUnderWay)
            {
                await store.Replace(await steps.Do(Id, store.State));
                LogStep(logger, Id, store.State.Step);
            }

            if (!wasUnderWay)
                return;
            if (store.State.Step == SignUpStep.Failed)
                LogFailed(logger, Id, store.State.Host, store.State.Reason ?? "");
            await rows.Put(Id, store.State.Host, store.State.EndsAt);
            await this.RegisterOrUpdateReminder(Reminder, store.State.EndsAt - clock.GetUtcNow() + Soon, SignUpDecisions.Life);
        }
        catch (InconsistentStateException problem)
        {
            // Another activation is at work: this one knows nothing true any more.
            LogRetry(logger, Id, problem);
            DeactivateOnIdle();
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            LogRetry(logger, Id, problem);
            retry = this.RegisterGrainTimer(
                _ => Run(), new GrainTimerCreationOptions(Again, Timeout.InfiniteTimeSpan) { KeepAlive = true, Interleave = true });
        }
    }

    private async Task Clear()
    {
        if (store.State.Step == SignUpStep.Waiting)
            await desk.Release(Id, store.State);
        await rows.Remove(Id);
        if (store.State.Step != SignUpStep.None)
            await store.ClearStateAsync();
        if (await this.GetReminder(Reminder) is { } reminder)
            await this.UnregisterReminder(reminder);
        DeactivateOnIdle();
    }

    [LoggerMessage(1, LogLevel.Information, "Sign-up {Id}: {Step}")]
    private static partial void LogStep(ILogger logger, string id, SignUpStep step);

    [LoggerMessage(2, LogLevel.Warning, "The sign-up {Id} could not continue; trying again")]
    private static partial void LogRetry(ILogger logger, string id, Exception problem);

    [LoggerMessage(3, LogLevel.Error, "The sign-up {Id} on {Host} was confirmed but ended without an account. {Reason}")]
    private static partial void LogFailed(ILogger logger, string id, string host, string reason);
}
