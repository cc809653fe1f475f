using Portal.Exports;
using Portal.Views;

namespace Portal.WebHost.Portals;

/// <summary>Asks for the files of saved views that are due.</summary>
internal sealed partial class ScheduledExports(
    IExportSchedules schedules,
    ISavedViews views,
    ExportReader readers,
    ExportAsking asking,
    TimeProvider clock,
    ILogger<ScheduledExports> logger)
{
    public async Task Run(CancellationToken cancellation)
    {
        foreach (var schedule in await schedules.Due(cancellation))
        {
            var call = await readers.Of(schedule.Owner, "", cancellation);
            // Whoever is shut out for now gets the next one, once it is let in again.
            var next = ExportTimes.Next(schedule.Every, clock.GetUtcNow(), call?.Zone ?? TimeZoneInfo.Utc);
            if (await schedules.Take(schedule, next, cancellation) && call is not null && call.Sees("cdr"))
                await Ask(call, schedule, cancellation);
        }
    }

    private async Task Ask(PortalCall call, ExportSchedule schedule, CancellationToken cancellation)
    {
        var all = await views.All(schedule.Owner.Contact, cancellation);
        if (all.FirstOrDefault(view => view.Section == "cdr" && view.Name == schedule.View) is not { } view)
        {
            await schedules.Stop(schedule.Owner.Contact, schedule.View, cancellation);
            return;
        }

        var asked = await asking.Ask(call, ExportInput.Of(call, view, schedule.Format));
        if (asked.Job is null)
            LogRefused(logger, schedule.Owner.Contact, asked.Busy ?? asked.Problems[0].Reason);
    }

    [LoggerMessage(1, LogLevel.Warning, "A scheduled export of {Contact} was not begun: {Reason}")]
    private static partial void LogRefused(ILogger logger, string contact, string reason);
}
