using System.Buffers;
using System.Runtime.InteropServices;
using Portal.Calls;
using Portal.Exports;

namespace Portal.WebHost.Portals;

/// <summary>Makes a file of lines, part by part; each begins where the last one that is stored ended, so the bytes are the same.</summary>
internal sealed class ExportLines(ICallStore store, ExportBlobs files, IExportCheck check, ExportLimits limits)
{
    /// <returns>Null: another works at it.</returns>
    /// <exception cref="ExportEndException">It may not, or can't, be made.</exception>
    public async Task<ExportJob?> Write(ExportJob job, CancellationToken cancellation)
    {
        var request = await check.Of(job, cancellation);
        var buffer = new ArrayBufferWriter<byte>();
        using var lines = CdrExport.Lines(request, job.Format, buffer);
        while (!job.IsWhole)
        {
            buffer.ResetWrittenCount();
            if (job.Parts == 0)
                lines.Head();
            var (rows, place) = await Fill(CdrExport.Query(request, job), lines, cancellation);
            lines.Flush();
            await check.Of(job, cancellation);
            job = job with
            {
                Rows = job.Rows + rows,
                Bytes = job.Bytes + buffer.WrittenCount,
                Parts = job.Parts + 1,
                Place = place,
                IsWhole = place is null,
            };
            if (job.Rows > limits.MostRows)
                throw new ExportEndException(ExportState.Failed, "Rows");
            using var part = Stream(buffer);
            if (!await files.Add(job, part, buffer.WrittenCount, cancellation))
                return null;
        }

        return job;
    }

    private async Task<(int Rows, string? Place)> Fill(CallQuery query, IRowWriter<Call> lines, CancellationToken cancellation)
    {
        var rows = 0;
        await foreach (var page in store.Pages(query, cancellation))
        {
            if (page.Problems.Count > 0)
                throw new ExportEndException(ExportState.Failed, "Query");
            foreach (var call in page.Items)
                lines.Row(call);
            rows += page.Items.Count;
            if (rows >= limits.PartRows)
                return (rows, page.Next);
        }

        return (rows, null);
    }

    private static MemoryStream Stream(ArrayBufferWriter<byte> buffer) =>
        MemoryMarshal.TryGetArray(buffer.WrittenMemory, out var bytes)
            ? new(bytes.Array!, bytes.Offset, bytes.Count, writable: false)
            : new(buffer.WrittenMemory.ToArray(), writable: false);
}
