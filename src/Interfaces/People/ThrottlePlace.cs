namespace Portal.People;

/// <summary>The place of one try.</summary>
/// <param name="WaitUntil">There is none before this time; null: the try may be looked at.</param>
/// <param name="IsFree">It is one of those in the window; else one of those that make wait.</param>
/// <param name="Before">Of a free one: when it was taken, in ticks. Else until when the one before made wait, in Unix milliseconds.</param>
/// <param name="After">Until when this one makes wait, in Unix milliseconds.</param>
[GenerateSerializer, Immutable, Alias("portal.ThrottlePlace")]
public sealed record ThrottlePlace(
    [property: Id(0)] DateTimeOffset? WaitUntil,
    [property: Id(1)] bool IsFree,
    [property: Id(2)] long Before,
    [property: Id(3)] long After);
