namespace Portal.Saving;

/// <summary>Why the store doesn't serve.</summary>
[GenerateSerializer]
public enum StoreFault
{
    /// <summary>It can't be reached, or refused to answer. It may be back in a moment.</summary>
    Unreachable,

    /// <summary>Its disk is full: nothing can be written until there is space.</summary>
    Full,

    /// <summary>Rows could not be written for so long that a further change is refused, so that none before it is forgotten.</summary>
    Behind,

    /// <summary>A newer release wrote the document in a way that this one may read but not write.</summary>
    Newer,
}

/// <summary>The store doesn't serve. Made of the database's own exception, which no other process can read.</summary>
[GenerateSerializer, Alias("portal.StoreUnavailableException")]
public sealed class StoreUnavailableException(StoreFault fault, string? detail = null) : Exception(Words(fault, detail))
{
    [Id(0)]
    public StoreFault Fault { get; } = fault;

    private static string Words(StoreFault fault, string? detail) => fault switch
    {
        StoreFault.Unreachable => "The store can't be reached right now.",
        StoreFault.Full => "The store's disk is full.",
        StoreFault.Newer => "A newer release wrote this document; this one can't change it.",
        StoreFault.Behind => "Too many changes to this document are waiting for their rows to be written.",
    } + (detail is null ? "" : " " + detail);
}
