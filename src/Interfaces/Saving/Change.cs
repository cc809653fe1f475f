namespace Portal.Saving;

/// <summary>Who is at work, for the audit: an operator, an API key, or the system itself.</summary>
/// <param name="Kind"><c>operator</c>, <c>apiKey</c> or <c>system</c>.</param>
/// <param name="Id">The operator's or key's id.</param>
/// <param name="Name">What a person reads in the audit.</param>
/// <param name="From">The network address that the request came from; null for the system.</param>
[GenerateSerializer, Immutable, Alias("portal.Actor")]
public sealed record Actor(
    [property: Id(0)] string Kind,
    [property: Id(1)] string Id,
    [property: Id(2)] string Name,
    [property: Id(3)] string? From = null) : Kept
{
    public static readonly Actor System = new("system", "system", "System");
}

/// <summary>What goes with every change: a name for the attempt, who makes it and what they believed to change.</summary>
/// <param name="OperationId">The same id a second time returns the first answer and changes nothing.</param>
/// <param name="Actor">Who makes the change.</param>
/// <param name="ExpectedVersion">The version that the caller saw; another one now means <see cref="SaveOutcome.Conflict"/>.
/// Null: whatever is there.</param>
/// <param name="OnlyBrands">A reseller's brands: nothing outside of them is touched or taken over. Null: staff of the whole
/// platform.</param>
[GenerateSerializer, Immutable, Alias("portal.Change")]
public sealed record Change(
    [property: Id(0)] string OperationId,
    [property: Id(1)] Actor Actor,
    [property: Id(2)] long? ExpectedVersion = null,
    [property: Id(3)] string[]? OnlyBrands = null)
{
    /// <summary>What the caller's release knows of settings (<see cref="SinceAttribute"/>): the rest stays as it is stored.</summary>
    [Id(4)] public int Shape { get; init; } = SinceAttribute.Newest;

    public static Change By(Actor actor, long? expectedVersion = null, string[]? onlyBrands = null) =>
        new(Guid.NewGuid().ToString("N"), actor, expectedVersion, onlyBrands);
}
