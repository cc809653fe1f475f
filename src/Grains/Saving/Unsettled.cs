using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Portal.Metrics;

namespace Portal.Saving;

/// <summary>
/// The documents of this silo whose rows or notes could not follow a change, once that was tried often enough to be more
/// than a hiccup: each is told once in the log, shown by health, and told to the fleet's list for the control panel.
/// </summary>
internal sealed partial class Unsettled : IDisposable
{
    /// <summary>After 5, 10 and 20 seconds more: a restart of the database is over by then.</summary>
    public const int ToldAfter = 4;

    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(1);

    private readonly Meter meter = new(Instruments.Name);
    private readonly IGrainFactory grains;
    private readonly TimeProvider clock;
    private readonly ILogger<Unsettled> logger;
    private readonly ConcurrentDictionary<string, UnsettledNote> notes = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, DateTimeOffset> since = new(StringComparer.Ordinal);

    public Unsettled(IGrainFactory grains, TimeProvider clock, ILogger<Unsettled> logger)
    {
        (this.grains, this.clock, this.logger) = (grains, clock, logger);
        meter.CreateObservableGauge(
            "portal.unsettled",
            () => All.Count,
            description: "Documents whose rows or notes can't follow a change for now.");
    }

    public IReadOnlyList<UnsettledNote> All =>
        [
            .. notes.Values
                .Where(note => note.Until > clock.GetUtcNow())
                .OrderBy(note => note.Since)
                .ThenBy(note => note.Subject, StringComparer.Ordinal),
        ];

    public void Report(string subject, int tries, TimeSpan pause, Exception problem)
    {
        var (now, reason) = (clock.GetUtcNow(), Reason(problem));
        var first = since.GetOrAdd(subject, now);
        if (tries < ToldAfter)
        {
            LogAgain(logger, subject, reason, (int)pause.TotalSeconds);
            return;
        }

        if (tries == ToldAfter)
            LogStuck(logger, subject, tries, problem);
        var note = new UnsettledNote(subject, first, tries, reason, now + pause + Grace);
        notes[subject] = note;
        // The list is for people's eyes: who can't be told now is told at the next attempt.
        grains.GetGrain<IUnsettledGrain>(0).Report(note).Ignore();
    }

    public void Done(string subject)
    {
        since.TryRemove(subject, out _);
        if (!notes.TryRemove(subject, out var note))
            return;
        LogDone(logger, subject, note.Tries);
        grains.GetGrain<IUnsettledGrain>(0).Withdraw(subject).Ignore();
    }

    public void Dispose() => meter.Dispose();

    private static string Reason(Exception problem)
    {
        for (var cause = problem; cause is not null; cause = cause.InnerException)
        {
            if (cause is DbException or StoreUnavailableException)
                return cause.Message.Split('\n')[0].Trim();
        }

        return problem is TimeoutException or OrleansException ? "Another part of the cluster did not answer." : problem.GetType().Name;
    }

    [LoggerMessage(
        1,
        LogLevel.Warning,
        "Not everything that follows from the change to {Subject} was done ({Reason}); trying again in {Seconds} s")]
    private static partial void LogAgain(ILogger logger, string subject, string reason, int seconds);

    [LoggerMessage(
        2,
        LogLevel.Error,
        "What follows from the change to {Subject} failed {Tries} times: the change is kept, but lists don't show it yet. "
        + "It is tried again at growing intervals and not logged again")]
    private static partial void LogStuck(ILogger logger, string subject, int tries, Exception problem);

    [LoggerMessage(3, LogLevel.Information, "What follows from the change to {Subject} is done, after {Tries} failed attempts")]
    private static partial void LogDone(ILogger logger, string subject, int tries);
}
