using Portal.Brands;
using Portal.Saving;

namespace Portal.Platform;

/// <summary>What the platform's owner sets for the whole platform.</summary>
[GenerateSerializer, Immutable, Alias("portal.PlatformSettings")]
public sealed record PlatformSettings : Kept
{
    /// <summary>The name that customers' CNAME records point at. Null: the default.</summary>
    [Id(0)] public string? PlatformHost { get; init; }

    /// <summary>The mail server of the platform's own mail, and of all domains without one. Null: none.</summary>
    [Id(1)] public SmtpSettings? Smtp { get; init; }
}

/// <summary>The platform's settings as they hold: what configuration sets wins over what is stored.</summary>
/// <param name="Settings">As they hold now; the host is always there.</param>
/// <param name="HasSmtpPassword">Whether a password goes with the mail server.</param>
/// <param name="HostKey">The configuration key that sets the host; null: it can be changed here.</param>
/// <param name="SmtpKey">The configuration key that sets the mail server; null: it can be changed here.</param>
[GenerateSerializer, Immutable, Alias("portal.PlatformView")]
public sealed record PlatformView(
    [property: Id(0)] PlatformSettings Settings,
    [property: Id(1)] bool HasSmtpPassword,
    [property: Id(2)] string? HostKey,
    [property: Id(3)] string? SmtpKey,
    [property: Id(4)] long Version,
    [property: Id(5)] DateTimeOffset? ChangedAt);
