using System.Security.Cryptography;
using Portal.Exports;

namespace Portal.WebHost.Portals;

/// <summary>
/// Makes one file to its end, from where whoever worked at it before left off. It may be killed at any moment: what counts is stored with
/// each part.
/// </summary>
internal sealed partial class ExportRun(
    IExports exports, ExportBlobs files, ExportLines lines, ExportBook book, TimeProvider clock, ILogger<ExportRun> logger)
{
    private static readonly TimeSpan Beat = ExportLimits.Lease / 4;

    public async Task Do(ExportJob job, CancellationToken stopping)
    {
        using var work = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var held = Hold(job, work);
        try
        {
            await Make(job, work.Token);
        }
        catch (ExportEndException end)
        {
            await exports.End(job, end.State, end.Reason);
            await files.Clear(job.Id, CancellationToken.None);
        }
        catch (OperationCanceledException) when (work.IsCancellationRequested)
        {
            await exports.Leave(job);
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            // It is taken again when the lease is over.
            LogFailed(logger, job.Id, problem);
        }

        await work.CancelAsync();
        await held;
    }

    private async Task Make(ExportJob job, CancellationToken cancellation)
    {
        if (job.Tries > ExportLimits.MostTries)
            throw new ExportEndException(ExportState.Failed, "Tries");
        var made = job.IsWhole ? job
            : job.Format == ExportFormat.Xlsx ? await book.Write(job, cancellation)
            : await lines.Write(job, cancellation);
        if (made is null)
            return;
        await using var stream = new ExportStream(files, await exports.Parts(job.Id, cancellation));
        var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellation));
        await exports.Finish(made, hash, cancellation);
    }

    private async Task Hold(ExportJob job, CancellationTokenSource work)
    {
        using var timer = new PeriodicTimer(Beat, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(work.Token))
            {
                if (!await exports.Hold(job, work.Token))
                    await work.CancelAsync();
            }
        }
        catch (OperationCanceledException)
        {
            // The work is over.
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            LogLost(logger, job.Id, problem);
            await work.CancelAsync();
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Export {Id} could not be continued; it will be tried again")]
    private static partial void LogFailed(ILogger logger, string id, Exception problem);

    [LoggerMessage(2, LogLevel.Warning, "Export {Id} could not be held; it will be tried again")]
    private static partial void LogLost(ILogger logger, string id, Exception problem);
}
