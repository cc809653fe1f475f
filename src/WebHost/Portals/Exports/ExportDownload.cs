using Microsoft.Net.Http.Headers;
using Portal.Exports;
using Portal.Load;
using Portal.WebHost.Front;

namespace Portal.WebHost.Portals;

/// <summary>Sends a file that was made in the background, whole or from any byte on, as long as its owner may have it.</summary>
internal sealed class ExportDownload(IExports exports, ExportBlobs files, IExportCheck check)
{
    /// <returns>False: there is nothing to be had.</returns>
    /// <exception cref="TooBusyException">Too many are being sent.</exception>
    public async Task<bool> Send(PortalCall call, ExportJob job)
    {
        if (job.State != ExportState.Done)
            return false;
        try
        {
            await check.Of(job, call.Aborted);
        }
        catch (ExportEndException end)
        {
            // What may not be had any more is kept no longer.
            await exports.End(job, end.State, end.Reason);
            await files.Clear(job.Id, CancellationToken.None);
            return false;
        }

        await using var stream = new ExportStream(files, await exports.Parts(job.Id, call.Aborted), () => MayRead(job, call.Aborted));
        await FileAnswer.Bounded(call, () => Answer(call, job, stream));
        return true;
    }

    private static async Task Answer(PortalCall call, ExportJob job, ExportStream stream)
    {
        FileAnswer.Guard(call.Context.Response, ExportName.Disposition(call, job));
        var tag = new EntityTagHeaderValue($"\"{job.Sha256}\"");
        await Results.Stream(stream, Type(job.Format), null, job.DoneAt, tag, enableRangeProcessing: true).ExecuteAsync(call.Context);
    }

    private async Task<bool> MayRead(ExportJob job, CancellationToken cancellation)
    {
        try
        {
            await check.Of(job, cancellation);
            return true;
        }
        catch (ExportEndException)
        {
            return false;
        }
    }

    private static string Type(ExportFormat format) => format switch
    {
        ExportFormat.Csv => CsvAnswer.Type,
        ExportFormat.Ndjson => NdjsonAnswer.Type,
        ExportFormat.Xlsx => XlsxCells.Type,
    };
}
