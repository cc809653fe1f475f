namespace Portal.Saving;

/// <summary>One thing that is wrong with one field of what somebody sent.</summary>
/// <param name="Field">The field's path as the API's JSON spells it: <c>host</c>, <c>smtp.port</c>, <c>currencies[1]</c>.</param>
/// <param name="Reason">A sentence for a person: what is wrong and what to write instead.</param>
[GenerateSerializer, Immutable, Alias("portal.FieldError")]
public sealed record FieldError([property: Id(0)] string Field, [property: Id(1)] string Reason);
