namespace Portal.Exports;

/// <summary>
/// Files that are made in the background, as rows: who works at one holds it by a lease, and writes of whoever lost it change nothing.
/// </summary>
internal interface IExports
{
    /// <summary>Puts it into the queue, if there is room.</summary>
    Task<ExportAsked> Ask(ExportJob job, CancellationToken cancellation);

    Task<ExportJob?> Find(string id, CancellationToken cancellation);

    /// <summary>Those of a contact, the latest first.</summary>
    Task<IReadOnlyList<ExportJob>> Of(string contact, CancellationToken cancellation);

    /// <summary>Takes the next one that waits, or whose worker is gone; null: there is none, or enough are being made.</summary>
    Task<ExportJob?> Take(CancellationToken cancellation);

    /// <summary>Says that it is still being worked at. False: another does.</summary>
    Task<bool> Hold(ExportJob job, CancellationToken cancellation);

    /// <summary>Adds a part, with how far the file is by then. False: another works at it.</summary>
    /// <param name="job">As it is with the part.</param>
    Task<bool> Add(ExportJob job, ExportPart part, CancellationToken cancellation);

    /// <summary>Forgets the parts of a file that can only be made as a whole. False: another works at it.</summary>
    Task<bool> Restart(ExportJob job, CancellationToken cancellation);

    /// <summary>It is made. False: another works at it.</summary>
    Task<bool> Finish(ExportJob job, string sha256, CancellationToken cancellation);

    /// <summary>Lets go of it, so that another goes on at once.</summary>
    Task Leave(ExportJob job);

    /// <summary>It came to no good.</summary>
    /// <param name="reason">A key of the page's texts.</param>
    Task End(ExportJob job, ExportState state, string reason);

    /// <summary>In their order.</summary>
    Task<IReadOnlyList<ExportPart>> Parts(string id, CancellationToken cancellation);

    /// <summary>Those that are made and of which nobody was told.</summary>
    Task<IReadOnlyList<ExportJob>> Untold(CancellationToken cancellation);

    Task Told(string id, CancellationToken cancellation);

    /// <summary>Those whose time is over.</summary>
    Task<IReadOnlyList<ExportJob>> Expired(CancellationToken cancellation);

    /// <summary>Forgets it and its parts.</summary>
    Task Remove(string id, CancellationToken cancellation);
}

/// <summary>What came of asking for a file.</summary>
internal enum ExportAsked
{
    Taken,

    /// <summary>The contact has too many that aren't made yet.</summary>
    ContactFull,

    /// <summary>The customer has too many.</summary>
    CustomerFull,

    /// <summary>There are too many.</summary>
    FleetFull,
}
