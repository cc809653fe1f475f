using System.Text.Json;
using Portal.Lists;
using Portal.Saving;
using Portal.Staff;
using Portal.Storage;

namespace Portal.ApiKeys;

/// <summary>A key's row in <c>portal_api_keys</c>.</summary>
internal sealed class ApiKeyRow : ListRow
{
    public const string Columns = """
        id, name, prefix, scopes, role, brands, custom_script AS CustomScript, created_at AS CreatedAt,
        expires_at AS ExpiresAt, last_used_at AS LastUsedAt, revoked_at AS RevokedAt, operation
        """;

    public required string Id { get; init; }
    public required string Name { get; init; }
    public required string Prefix { get; init; }
    public required string Scopes { get; init; }
    public required string Role { get; init; }
    public required string Brands { get; init; }
    public required long CustomScript { get; init; }
    public required long CreatedAt { get; init; }
    public long? ExpiresAt { get; init; }
    public long? LastUsedAt { get; init; }
    public long? RevokedAt { get; init; }
    public required string Operation { get; init; }

    public ApiKeyView ToView() => new(
        Id,
        Prefix,
        new ApiKeySettings
        {
            Name = Name,
            Scopes = JsonSerializer.Deserialize<string[]>(Scopes, PortalJson.Options)!,
            ExpiresAt = Time(ExpiresAt),
            Rights = new StaffRights
            {
                Role = UnknownNames.Keep<StaffRole>(Role),
                Brands = JsonSerializer.Deserialize<string[]>(Brands, PortalJson.Options)!,
                CustomScript = CustomScript != 0,
            },
        },
        DateTimeOffset.FromUnixTimeMilliseconds(CreatedAt),
        Time(LastUsedAt));

    private static DateTimeOffset? Time(long? milliseconds) =>
        milliseconds is { } value ? DateTimeOffset.FromUnixTimeMilliseconds(value) : null;
}
