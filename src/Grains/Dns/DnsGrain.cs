using Microsoft.Extensions.Logging;
using Portal.Saving;

namespace Portal.Dns;

/// <summary>
/// Looks take seconds when servers are silent, so they run beside the grain's calls: a save that says <c>Watch</c> never
/// waits for one. Only <c>Watch</c> and <c>Wake</c> change what is stored, one at a time.
/// </summary>
[GrainType("dns"), CollectionAgeLimit(Minutes = ShortStay.Minutes)]
internal sealed partial class DnsGrain(
    [PersistentState("dns")] IPersistentState<DnsState> store,
    IDnsCheck check,
    DnsTurns turns,
    DnsRows rows,
    DnsPolicy policy,
    DnsPassed passed,
    DnsLeft left,
    TimeProvider clock,
    ILogger<DnsGrain> logger) : Grain, IDnsGrain, IStays, IDisposable
{
    /// <summary>Waits beyond this are left to the shard's scan, so that idle hosts leave memory.</summary>
    private static readonly TimeSpan LongestTimer = TimeSpan.FromMinutes(12);
    private static readonly TimeSpan TryAgain = TimeSpan.FromSeconds(30);

    /// <summary>Longer than any look waits for its turn: who leaves before loses the place.</summary>
    private static readonly TimeSpan StayForQuery = TimeSpan.FromMinutes(15);

    private readonly CancellationTokenSource leaving = new();
    private readonly LongestStay stay = new(clock);
    private IGrainTimer? timer;
    private bool looking;
    private DateTimeOffset notBefore;
    private DnsView? found;
    private bool reset;

    private string Host => this.GetPrimaryKeyString();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        Arm();
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => leaving.CancelAsync();

    public void Dispose() => leaving.Dispose();

    public async Task Watch(bool wanted)
    {
        var now = store.State;
        if (now.Wanted != wanted)
        {
            var version = now.Version + 1;
            await store.Replace(wanted
                ? new DnsState { Version = version, Wanted = true, NextCheck = policy.Waits ? clock.GetUtcNow() : null }
                : new DnsState { Version = version });
        }
        else if (wanted && (now.NextCheck is null) == policy.Waits)
        {
            // The issuer was changed by setting since: what waited for nothing now waits, or the other way round.
            await store.Replace(now with { Version = now.Version + 1, NextCheck = policy.Waits ? clock.GetUtcNow() : null, Told = false });
        }
        else if (now.Told)
        {
            // The domain was saved again: tell once more, in case what was told is lost.
            await store.Replace(now with { Version = now.Version + 1, Told = false });
        }

        if (store.State.Version > 0)
            await rows.Write(Host, store.State);
        Arm();
    }

    public async Task<DnsView> CheckNow()
    {
        var view = await turns.Ask(() => check.Query(Host, leaving.Token), leaving.Token);
        if (!store.State.Wanted)
            return view;
        Take(view);
        reset = true;
        await this.AsReference<IDnsGrain>().Wake();
        return await View();
    }

    public async Task Wake()
    {
        await Keep();
        await Tell();
        if (!looking && policy.Waits && store.State is { Wanted: true, NextCheck: { } due } && due <= clock.GetUtcNow()
            && notBefore <= clock.GetUtcNow())
        {
            looking = true;
            Stay(StayForQuery);
            _ = Query();
        }

        Arm();
    }

    public Task<DnsView> Get() => View();

    private async Task<DnsView> View()
    {
        var state = store.State;
        return (state.Last ?? await check.Unseen(Host)) with { NextCheck = state.NextCheck, LeftAt = state.LeftAt };
    }

    private async Task Query()
    {
        try
        {
            using (await turns.Take(leaving.Token))
                Take(await check.Query(Host, leaving.Token));
        }
        catch (OperationCanceledException) when (leaving.IsCancellationRequested)
        {
            return;
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            notBefore = clock.GetUtcNow() + TryAgain;
            LogFailed(logger, Host, problem);
        }
        finally
        {
            looking = false;
        }

        try
        {
            await this.AsReference<IDnsGrain>().Wake();
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            // The stored schedule still says that a look is due: the shard's scan comes by.
            LogFailed(logger, Host, problem);
        }
    }

    /// <summary>A look that began before another one tells of an older state of affairs, whenever it ends.</summary>
    private void Take(DnsView view)
    {
        if ((found ?? store.State.Last)?.CheckedAt is not { } known || known < view.CheckedAt)
            found = view;
    }

    private async Task Keep()
    {
        if (found is not { } view)
            return;
        var again = reset;
        (found, reset) = (null, false);
        if (!store.State.Wanted)
            return;
        var before = store.State.Last?.Verdict;
        await store.Replace(DnsSchedule.After(store.State, view, again, policy.Waits, Random.Shared.NextDouble()));
        if (before != view.Verdict)
            LogVerdict(logger, Host, view.Verdict);
        await rows.Write(Host, store.State);
        await Notice(view);
    }

    /// <summary>A host that left: staff hear of it as its certificate nears its end. What fails is done after the next look.</summary>
    private async Task Notice(DnsView view)
    {
        if (store.State is not { LeftAt: not null } now)
            return;
        try
        {
            var noticed = await left(Host, view, now.Noticed);
            if (noticed != now.Noticed)
                await store.Replace(now with { Noticed = noticed });
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            LogUnnoticed(logger, Host, problem);
        }
    }

    private async Task Tell()
    {
        if (!policy.Waits || store.State is not { Wanted: true, Told: false, Last.Ok: true } now)
            return;
        try
        {
            await passed(Host);
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            notBefore = clock.GetUtcNow() + TryAgain;
            LogUntold(logger, Host, problem);
            return;
        }

        await store.Replace(now with { Told = true });
    }

    public void Stay(TimeSpan time) => stay.Stay(time, DelayDeactivation);

    /// <summary>Sets the one timer to what comes next: something to tell, else the next look.</summary>
    private void Arm()
    {
        timer?.Dispose();
        timer = null;
        var state = store.State;
        if (looking || !policy.Waits || !state.Wanted || state.NextCheck is not { } due)
            return;
        var now = clock.GetUtcNow();
        var untold = state is { Told: false, Last.Ok: true };
        var next = untold || due < notBefore ? notBefore : due;
        var wait = next > now ? next - now : TimeSpan.Zero;
        if (wait > LongestTimer)
            return;
        Stay(ShortStay.ForTimer(wait));
        timer = this.RegisterGrainTimer(_ => Wake(), new GrainTimerCreationOptions(wait, Timeout.InfiniteTimeSpan) { KeepAlive = true });
    }

    [LoggerMessage(1, LogLevel.Information, "DNS of {Host}: {Verdict}")]
    private static partial void LogVerdict(ILogger logger, string host, DnsVerdict verdict);

    [LoggerMessage(2, LogLevel.Warning, "The DNS check of {Host} failed; trying again")]
    private static partial void LogFailed(ILogger logger, string host, Exception problem);

    [LoggerMessage(3, LogLevel.Warning, "DNS of {Host} is right, but its certificate could not be notified; trying again")]
    private static partial void LogUntold(ILogger logger, string host, Exception problem);

    [LoggerMessage(4, LogLevel.Warning, "{Host} no longer points here, but staff could not be notified; trying again after the next check")]
    private static partial void LogUnnoticed(ILogger logger, string host, Exception problem);
}
