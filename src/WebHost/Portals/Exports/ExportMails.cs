using System.Globalization;
using Portal.Exports;
using Portal.Mail;

namespace Portal.WebHost.Portals;

/// <summary>Tells by mail that a file is made, where mail can leave. Told twice it is one mail.</summary>
internal sealed class ExportMails(IExports exports, ExportReader readers, IMailReach reach, IGrainFactory grains)
{
    public async Task Tell(CancellationToken cancellation)
    {
        foreach (var job in await exports.Untold(cancellation))
        {
            // Staff look at the page.
            if (!job.IsByStaff && await readers.Of(job, cancellation) is { } call && await reach.Leaves(job.Host, cancellation))
                await grains.GetGrain<IOutboxGrain>(job.Host).Enqueue(Draft(job, call));
            await exports.Told(job.Id, cancellation);
        }
    }

    private static MailDraft Draft(ExportJob job, PortalCall call) => new()
    {
        Id = "export-" + job.Id,
        Kind = MailKind.ExportReady,
        ToAddress = call.Person.Email,
        ToName = call.Person.Name,
        Language = call.Person.Language,
        TimeZone = call.Person.TimeZone,
        // Never the data itself, and nothing that opens it without signing in.
        Link = ExportsPages.Path,
        Values = new(StringComparer.Ordinal) { ["rows"] = job.Rows.ToString("N0", CultureInfo.GetCultureInfo(job.Culture)) },
        UsefulUntil = job.ExpiresAt,
    };
}
