namespace Portal.Brands;

/// <summary>From where pages let a tenant's JavaScript load more.</summary>
[GenerateSerializer]
public enum ScriptSources
{
    /// <summary>
    /// From others where it is plain that it wants to: script elements with others' addresses, or code that makes such elements.
    /// </summary>
    Detect,

    /// <summary>From the domain itself alone.</summary>
    Own,

    /// <summary>From anywhere.</summary>
    Any,
}
