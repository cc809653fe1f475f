namespace Portal.Saving;

/// <summary>
/// Marks what a later release added to settings: a member, or a value of an enumeration. Whoever saves with an older
/// release knows nothing of it, so what is stored stays (ADR 0016). What has no mark was there from the first.
/// </summary>
/// <param name="shape">The shape that it came with, as <see cref="Change.Shape"/> counts them.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class SinceAttribute(int shape) : Attribute
{
    /// <summary>What this release knows. Raised by one with each release that adds to settings.</summary>
    public const int Newest = 1;

    /// <summary>The shape that it came with.</summary>
    public int Shape { get; } = shape;
}
