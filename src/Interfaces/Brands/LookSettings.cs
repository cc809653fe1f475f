using Portal.Saving;

namespace Portal.Brands;

/// <summary>How pages look. What is null comes from the brand, or from the product's neutral default.</summary>
[GenerateSerializer, Immutable, Alias("portal.LookSettings")]
public sealed record LookSettings : Kept
{
    /// <summary><c>#rrggbb</c>.</summary>
    [Id(0)] public string? PrimaryColor { get; init; }

    /// <summary>Name of a public file.</summary>
    [Id(1)] public string? Favicon { get; init; }

    /// <summary>Name of a public file, for dark pages.</summary>
    [Id(2)] public string? LogoDark { get; init; }

    /// <summary>With <c>{page}</c> and <c>{brand}</c>.</summary>
    [Id(3)] public string? TitlePattern { get; init; }

    /// <summary>Language codes, the first is the default.</summary>
    [Id(4)] public string[]? Languages { get; init; }
    [Id(5)] public string? SupportEmail { get; init; }
    [Id(6)] public LinkSettings[]? Links { get; init; }
}

/// <summary>A link of the brand's own: terms, imprint, support desk.</summary>
/// <param name="Url">Absolute https URL.</param>
[GenerateSerializer, Immutable, Alias("portal.LinkSettings")]
public sealed record LinkSettings([property: Id(0)] string Text, [property: Id(1)] string Url) : Kept;
