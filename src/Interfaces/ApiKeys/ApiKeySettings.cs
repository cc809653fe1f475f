using Portal.Staff;

namespace Portal.ApiKeys;

/// <summary>What an API key may do, as somebody set it.</summary>
[GenerateSerializer, Immutable, Alias("portal.ApiKeySettings")]
public sealed record ApiKeySettings
{
    /// <summary>What a person reads in the list and in the audit; at most 100 characters.</summary>
    [Id(0)] public required string Name { get; init; }

    /// <summary>Names of <see cref="Portal.ApiKeys.Scopes"/>: which routes it opens.</summary>
    [Id(1)] public required string[] Scopes { get; init; }

    /// <summary>Null: until it is revoked.</summary>
    [Id(2)] public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>What it may do behind those routes: the same rules as for staff.</summary>
    [Id(3)] public required StaffRights Rights { get; init; }
}

/// <summary>An API key as staff and programs see it: everything but the key.</summary>
/// <param name="Prefix">The first characters of the key, to tell it from others.</param>
/// <param name="LastUsedAt">To about a minute.</param>
[GenerateSerializer, Immutable, Alias("portal.ApiKeyView")]
public sealed record ApiKeyView(
    [property: Id(0)] string Id,
    [property: Id(1)] string Prefix,
    [property: Id(2)] ApiKeySettings Settings,
    [property: Id(3)] DateTimeOffset CreatedAt,
    [property: Id(4)] DateTimeOffset? LastUsedAt);

/// <summary>What is kept of a key: enough to know it again, not enough to use it.</summary>
/// <param name="Hash">SHA-256 of the whole key, lower-case hexadecimal. The key has 256 random bits, so no salt is needed.</param>
[GenerateSerializer, Immutable, Alias("portal.ApiKeyDigest")]
public sealed record ApiKeyDigest([property: Id(0)] string Prefix, [property: Id(1)] string Hash)
{
    /// <summary>Without the hash.</summary>
    public override string ToString() => Prefix;
}
