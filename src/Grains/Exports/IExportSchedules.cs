namespace Portal.Exports;

/// <summary>Files that are made of saved views again and again.</summary>
internal interface IExportSchedules
{
    Task<IReadOnlyList<ExportSchedule>> Of(string contact, CancellationToken cancellation);

    /// <summary>In place of the one that the view has.</summary>
    Task Set(ExportSchedule schedule, CancellationToken cancellation);

    /// <summary>Makes files of it no more.</summary>
    Task Stop(string contact, string view, CancellationToken cancellation);

    Task<IReadOnlyList<ExportSchedule>> Due(CancellationToken cancellation);

    /// <summary>Forgets those of contacts that are gone.</summary>
    Task Clean();

    /// <summary>Takes one that is due, and says when it is due again. False: another process did.</summary>
    Task<bool> Take(ExportSchedule schedule, DateTimeOffset next, CancellationToken cancellation);
}

/// <summary>How often a file is made of which view, and for whom.</summary>
/// <param name="View">The name of a saved view of calls.</param>
internal sealed record ExportSchedule(
    ExportOwner Owner, string View, ExportFormat Format, ExportEvery Every, DateTimeOffset NextAt);
