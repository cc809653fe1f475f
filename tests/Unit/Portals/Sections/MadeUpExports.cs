using Portal.Blobs;
using Portal.Exports;
using Portal.WebHost.Portals;

namespace Portal.Tests.Unit.Portals.Sections;

/// <summary>Files in memory, none of which is ever made.</summary>
internal sealed class MadeUpExports : IExports, IExportSchedules, IExportCheck, IBlobs
{
    public List<ExportJob> Jobs { get; } = [];

    public List<ExportSchedule> Schedules { get; } = [];

    public ExportAsked Answer { get; set; } = ExportAsked.Taken;

    public Task<ExportAsked> Ask(ExportJob job, CancellationToken cancellation)
    {
        if (Answer == ExportAsked.Taken)
            Jobs.Add(job);
        return Task.FromResult(Answer);
    }

    public Task<ExportJob?> Find(string id, CancellationToken cancellation) => Task.FromResult(Jobs.Find(job => job.Id == id));

    public Task<IReadOnlyList<ExportJob>> Of(string contact, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<ExportJob>>(Jobs.FindAll(job => job.Contact == contact));

    public Task Remove(string id, CancellationToken cancellation)
    {
        Jobs.RemoveAll(job => job.Id == id);
        return Task.CompletedTask;
    }

    public async IAsyncEnumerable<BlobInfo> List(
        string prefix,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask;
        yield break;
    }

    Task<IReadOnlyList<ExportSchedule>> IExportSchedules.Of(string contact, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<ExportSchedule>>(Schedules.FindAll(one => one.Owner.Contact == contact));

    public Task Set(ExportSchedule schedule, CancellationToken cancellation)
    {
        Schedules.RemoveAll(one => one.View == schedule.View);
        Schedules.Add(schedule);
        return Task.CompletedTask;
    }

    public Task Stop(string contact, string view, CancellationToken cancellation)
    {
        Schedules.RemoveAll(one => one.Owner.Contact == contact && one.View == view);
        return Task.CompletedTask;
    }

    // What pages never ask for.
    public Task<IReadOnlyList<ExportSchedule>> Due(CancellationToken cancellation) => throw new NotSupportedException();

    public Task<bool> Take(ExportSchedule schedule, DateTimeOffset next, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task Clean() => throw new NotSupportedException();

    public Task<ExportJob?> Take(CancellationToken cancellation) => throw new NotSupportedException();

    public Task<bool> Hold(ExportJob job, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<bool> Add(ExportJob job, ExportPart part, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<bool> Restart(ExportJob job, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<bool> Finish(ExportJob job, string sha256, CancellationToken cancellation) => throw new NotSupportedException();

    public Task Leave(ExportJob job) => throw new NotSupportedException();

    public Task End(ExportJob job, ExportState state, string reason) => throw new NotSupportedException();

    public Task<IReadOnlyList<ExportPart>> Parts(string id, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<IReadOnlyList<ExportJob>> Untold(CancellationToken cancellation) => throw new NotSupportedException();

    public Task Told(string id, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<IReadOnlyList<ExportJob>> Expired(CancellationToken cancellation) => throw new NotSupportedException();

    Task<CdrRequest> IExportCheck.Of(ExportJob job, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<long> Put(string name, Stream content, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<Stream?> Open(string name, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<long?> Size(string name, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<bool> Delete(string name, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<string?> WhyNot(CancellationToken cancellation) => throw new NotSupportedException();

    public Task Clean(CancellationToken cancellation) => throw new NotSupportedException();
}
