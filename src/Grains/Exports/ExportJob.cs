namespace Portal.Exports;

/// <summary>How far a file is.</summary>
internal enum ExportState
{
    /// <summary>Waits for its turn.</summary>
    Queued,

    /// <summary>Is being made, or waits for another process to go on with it.</summary>
    Running,

    /// <summary>Can be downloaded.</summary>
    Done,

    /// <summary>Could not be made.</summary>
    Failed,

    /// <summary>Whoever asked for it may not have it (any more).</summary>
    Ended,
}

/// <summary>In which form a file is made.</summary>
internal enum ExportFormat { Csv, Ndjson, Xlsx }

/// <summary>A file that is made in the background. What it says is fixed when it is asked for.</summary>
internal sealed record ExportJob
{
    public required string Id { get; init; }

    /// <summary>Whose it is: a person's place at one customer.</summary>
    public required string Contact { get; init; }
    public required string Customer { get; init; }
    public required string Person { get; init; }

    /// <summary>The domain that it was asked for on.</summary>
    public required string Host { get; init; }
    public required string Section { get; init; }

    /// <summary>The report's address, with times, zone and columns as they were.</summary>
    public required string Query { get; init; }
    public required ExportFormat Format { get; init; }

    /// <summary>Of labels.</summary>
    public required string Language { get; init; }

    /// <summary>Of separators and points.</summary>
    public required string Culture { get; init; }

    /// <summary>Staff asked for it at the customer's portal.</summary>
    public bool IsByStaff { get; init; }

    /// <summary>When it was asked for. What came in later isn't in it.</summary>
    public DateTimeOffset MadeAt { get; init; }
    public ExportState State { get; init; }
    public long Rows { get; init; }
    public long Bytes { get; init; }
    public int Parts { get; init; }

    /// <summary>Where the next part begins; null: at the beginning.</summary>
    public string? Place { get; init; }

    /// <summary>All parts are stored.</summary>
    public bool IsWhole { get; init; }

    /// <summary>How many rows there will be; null: that wasn't known.</summary>
    public long? Total { get; init; }
    public string? Sha256 { get; init; }

    /// <summary>Why it came to no good: a key of the page's texts.</summary>
    public string? Reason { get; init; }

    /// <summary>Who works at it.</summary>
    public string? Worker { get; init; }

    /// <summary>How often it was taken since its last part.</summary>
    public int Tries { get; init; }
    public DateTimeOffset? DoneAt { get; init; }

    /// <summary>When it is deleted.</summary>
    public DateTimeOffset ExpiresAt { get; init; }

    public ExportOwner Owner => new(Contact, Customer, Person, Host, Language, Culture);

    public bool IsOpen => State is ExportState.Queued or ExportState.Running;
}

/// <summary>A stored part of a file.</summary>
/// <param name="Blob">Its name among the blobs.</param>
internal sealed record ExportPart(int Number, string Blob, long Bytes);
