using Portal.Feed;

namespace Portal.Domains;

/// <summary>A domain as staff and programs see it.</summary>
/// <param name="Settings">What was saved; secrets read as kept.</param>
/// <param name="Version">Rises with each accepted change, and never restarts for a host.</param>
/// <param name="HasSmtpPassword">Whether a password is stored for its mail server.</param>
[GenerateSerializer, Immutable, Alias("portal.DomainView")]
public sealed record DomainView(
    [property: Id(0)] DomainSettings Settings,
    [property: Id(1)] long Version,
    [property: Id(2)] bool HasSmtpPassword,
    [property: Id(3)] DateTimeOffset CreatedAt,
    [property: Id(4)] DateTimeOffset ChangedAt) : IShown
{
    public FeedNote ToNote() => new(FeedKeys.Domain(Settings.Host), Version);
}

/// <summary>A domain as a front end keeps it: what pages are made of, and nothing secret.</summary>
/// <param name="Version">A higher one alone replaces a lower.</param>
/// <param name="Settings">Null: the domain was deleted (the version is the tombstone's). Its <c>Smtp</c> is always null.</param>
[GenerateSerializer, Immutable, Alias("portal.DomainSnapshot")]
public sealed record DomainSnapshot(
    [property: Id(0)] string Host,
    [property: Id(1)] long Version,
    [property: Id(2)] DomainSettings? Settings);
