using System.Runtime.CompilerServices;
using Portal.Calls;
using Portal.Exports;
using Portal.WebHost.Front;

namespace Portal.WebHost.Portals;

/// <summary>
/// Makes a workbook. It is one archive from its first byte to its last, so whoever goes on for another begins anew; its parts are stored as
/// they come all the same, so that it is never held in memory.
/// </summary>
internal sealed class ExportBook(ICallStore store, IExports exports, ExportBlobs files, IExportCheck check, ExportLimits limits)
{
    /// <inheritdoc cref="ExportLines.Write"/>
    public async Task<ExportJob?> Write(ExportJob job, CancellationToken cancellation)
    {
        if (job.Parts > 0)
        {
            await files.Clear(job.Id, cancellation);
            if (!await exports.Restart(job, cancellation))
                return null;
            job = job with { Rows = 0, Bytes = 0, Parts = 0, Place = null };
        }

        var request = await check.Of(job, cancellation);
        var texts = TextSet.Of<CdrSection>(request.Call.Texts.Language);
        await using var output = new PartStream(job, files, check, limits.PartBytes);
        try
        {
            await new XlsxFile<Call>(
                texts["Menu"], XlsxColumns.Of(request.Call, ReportTexts.Of(request.Call), CdrExport.Columns(request)))
                .Write(output, Rows(request, job, output, cancellation), cancellation);
            return await output.End(cancellation);
        }
        catch (PartLostException)
        {
            return null;
        }
    }

    private async IAsyncEnumerable<Call> Rows(
        CdrRequest request, ExportJob job, PartStream output, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var call in store.All(CdrExport.Query(request, job), cancellation))
        {
            if (++output.Rows > limits.MostRows)
                throw new ExportEndException(ExportState.Failed, "Rows");
            yield return call;
        }
    }

    /// <summary>Another works at the file.</summary>
    private sealed class PartLostException : Exception;

    /// <summary>Stores what is written, a part whenever there is enough.</summary>
    private sealed class PartStream(ExportJob begun, ExportBlobs files, IExportCheck check, int size) : WrittenStream
    {
        private readonly MemoryStream waiting = new();
        private ExportJob job = begun;

        // An archive that is given up writes its end nevertheless: nobody wants it.
        private bool isBroken;

        public long Rows { get; set; }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            if (!isBroken)
                waiting.Write(buffer);
        }

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Write(buffer.Span);
            if (waiting.Length >= size && !isBroken)
                await Store(isLast: false, cancellationToken);
        }

        public async Task<ExportJob> End(CancellationToken cancellation)
        {
            await Store(isLast: true, cancellation);
            return job;
        }

        protected override void Dispose(bool disposing)
        {
            waiting.Dispose();
            base.Dispose(disposing);
        }

        private async Task Store(bool isLast, CancellationToken cancellation)
        {
            isBroken = true;
            await check.Of(job, cancellation);
            job = job with { Rows = Rows, Bytes = job.Bytes + waiting.Length, Parts = job.Parts + 1, IsWhole = isLast };
            waiting.Position = 0;
            if (!await files.Add(job, waiting, waiting.Length, cancellation))
                throw new PartLostException();
            waiting.SetLength(0);
            isBroken = false;
        }
    }
}
