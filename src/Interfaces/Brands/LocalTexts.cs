using Portal.Saving;

namespace Portal.Brands;

/// <summary>
/// What a brand or domain says in one language, beside what it says in its default one. What is null is said in the default language.
/// </summary>
[GenerateSerializer, Immutable, Alias("portal.LocalTexts")]
public sealed record LocalTexts : Kept
{
    [Id(0)] public string? Footer { get; init; }
    [Id(1)] public LinkSettings[]? Links { get; init; }

    /// <summary>The address that customers of this language write to.</summary>
    [Id(2)] public string? Support { get; init; }
}
