using Portal.Feed;
using Portal.Saving;

namespace Portal.Brands;

/// <summary>What many domains share: name, look, scripts, mail server.</summary>
[GenerateSerializer, Immutable, Alias("portal.BrandSettings")]
public sealed record BrandSettings : Kept
{
    /// <summary>Lower-case letters, digits and hyphens; at most 64. Can't change once created.</summary>
    [Id(0)] public required string Id { get; init; }

    /// <summary>What customers read.</summary>
    [Id(1)] public required string Name { get; init; }
    [Id(2)] public string? JavaScript { get; init; }
    [Id(3)] public string? Css { get; init; }
    [Id(4)] public string? Logo { get; init; }
    [Id(5)] public string? Footer { get; init; }
    [Id(6)] public LookSettings Look { get; init; } = new();
    [Id(7)] public SmtpSettings? Smtp { get; init; }
    [Id(8)] public ScriptSources ScriptSources { get; init; }

    /// <summary>By language; what stands in the fields above is in the default language.</summary>
    [Id(9)] public Dictionary<string, LocalTexts>? Texts { get; init; }

    /// <summary>
    /// Days after which customers see the numbers of calls without their last digits; 0: at once. Null: they see them whole.
    /// </summary>
    [Id(10)] public int? MaskNumbersAfterDays { get; init; }
}

/// <summary>A brand as staff and programs see it.</summary>
[GenerateSerializer, Immutable, Alias("portal.BrandView")]
public sealed record BrandView(
    [property: Id(0)] BrandSettings Settings,
    [property: Id(1)] long Version,
    [property: Id(2)] bool HasSmtpPassword,
    [property: Id(3)] DateTimeOffset CreatedAt,
    [property: Id(4)] DateTimeOffset ChangedAt) : IShown
{
    public FeedNote ToNote() => new(FeedKeys.Brand(Settings.Id), Version);
}

/// <summary>A brand as a front end keeps it. <c>Settings</c> is null for a deleted brand; its <c>Smtp</c> is always null.</summary>
[GenerateSerializer, Immutable, Alias("portal.BrandSnapshot")]
public sealed record BrandSnapshot(
    [property: Id(0)] string BrandId,
    [property: Id(1)] long Version,
    [property: Id(2)] BrandSettings? Settings);
