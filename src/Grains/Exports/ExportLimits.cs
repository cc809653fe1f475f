namespace Portal.Exports;

/// <summary>Bounds of files that are made in the background.</summary>
internal sealed record ExportLimits
{
    /// <summary>How long a file is kept once it is made.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromHours(72);

    /// <summary>
    /// After it was asked for: what was being stored at that moment is stored by then, so whoever makes a part a second time reads the
    /// same.
    /// </summary>
    public static readonly TimeSpan Settles = TimeSpan.FromSeconds(5);

    /// <summary>Whose worker says nothing for so long is given to another.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);

    /// <summary>Unfinished, of one contact.</summary>
    public const int OfContact = 3;

    /// <summary>Unfinished, of one customer.</summary>
    public const int OfCustomer = 10;

    /// <summary>Unfinished, in all.</summary>
    public const int OfFleet = 500;

    /// <summary>Of one customer, finished ones included.</summary>
    public const int KeptOfCustomer = 40;

    /// <summary>Being made at once, in all.</summary>
    public const int AtOnceOfFleet = 8;

    /// <summary>Without a part in between; then it has failed.</summary>
    public const int MostTries = 5;

    /// <summary>Being made at once, by one process.</summary>
    public int AtOnce { get; init; } = 2;

    /// <summary>In one part of a file.</summary>
    public int PartRows { get; init; } = 20_000;

    /// <summary>In one part of a workbook.</summary>
    public int PartBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>In one file.</summary>
    public long MostRows { get; init; } = 5_000_000;
}
