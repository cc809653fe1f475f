using Portal.Exports;

namespace Portal.WebHost.Portals;

/// <summary>Whether whoever asked for a file may (still) have it: asked at each part, and when it is fetched.</summary>
internal interface IExportCheck
{
    /// <exception cref="ExportEndException">They may not.</exception>
    Task<CdrRequest> Of(ExportJob job, CancellationToken cancellation);
}

/// <inheritdoc cref="IExportCheck"/>
internal sealed class ExportCheck(ExportReader readers) : IExportCheck
{
    public async Task<CdrRequest> Of(ExportJob job, CancellationToken cancellation)
    {
        if (await readers.Of(job, cancellation) is not { } call)
            throw new ExportEndException(ExportState.Ended, "Access");
        if (!call.Sees(job.Section))
            throw new ExportEndException(ExportState.Ended, "Section");
        var request = CdrRequest.Of(call);
        return CdrExport.Lost(request) is { } lost
            ? throw new ExportEndException(ExportState.Ended, "Column." + lost)
            : request.Query is null ? throw new ExportEndException(ExportState.Failed, "Query")
            : CdrExport.IsMaskedSince(request, job) ? throw new ExportEndException(ExportState.Ended, "Mask") : request;
    }
}
