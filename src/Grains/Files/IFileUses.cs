namespace Portal.Files;

/// <summary>Tells which documents show a file. Whoever names files implements it: files don't know where they are shown.</summary>
internal interface IFileUses
{
    /// <summary>Documents that show it, as <c>domain/…</c>.</summary>
    /// <param name="brands">Those of these brands alone; null: all.</param>
    Task<IReadOnlyList<string>> Of(FileKey key, IReadOnlyCollection<string>? brands, int limit, CancellationToken cancellation);
}
