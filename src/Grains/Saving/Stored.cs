namespace Portal.Saving;

/// <summary>
/// What a grain stores. Releases add members; where one changes what a stored member means, it raises the version that it
/// writes, and older ones read such a document but don't write it (ADR 0016).
/// </summary>
internal abstract record Stored : Kept
{
    /// <summary>The newest that this release may write.</summary>
    public const int Newest = 1;

    public int SchemaVersion { get; init; } = Newest;
}
