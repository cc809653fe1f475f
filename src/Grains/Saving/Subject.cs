namespace Portal.Saving;

/// <summary>Where documents of one kind are told of. Stored, and known to front ends of two releases: never rename.</summary>
/// <param name="Kind">The type of its grains, the head of its feed keys and of its targets in the audit.</param>
/// <param name="Lines">Its read model; null: there is one document, which nothing lists.</param>
internal sealed record Subject(string Kind, ReadModel? Lines = null)
{
    public string FeedKey(string key) => $"{Kind}/{key}";

    /// <summary>How the audit names a document.</summary>
    public string Target(string key) => Lines is null ? Kind : FeedKey(key);
}

/// <summary>A table with one line for each document.</summary>
/// <param name="Key">The column of the grain's key.</param>
/// <param name="Settled">
/// The column that names the document's version once all that follows was done; null: no column tells, so that each
/// document is seen to, whatever its line says.
/// </param>
/// <param name="Shown">The column of the version that front ends keep.</param>
/// <param name="KeepsAll">False: what is dropped has no line any more, so that a missing one says nothing.</param>
internal sealed record ReadModel(string Table, string Key, string? Settled, string Shown = "version", bool KeepsAll = true)
{
    /// <summary>Tables that have several lines for a document, with the column of the grain's key.</summary>
    public (string Table, string Key)[] Beside { get; init; } = [];
}
