namespace Portal.People;

/// <summary>Time zones to choose from, by the names of the IANA database (RFC 6557) and the city that people look for.</summary>
public static class ZoneNames
{
    /// <summary>In order. Made once: they come with the machine.</summary>
    public static IReadOnlyList<string> Cities { get; } =
    [
        .. TimeZoneInfo.GetSystemTimeZones().Where(zone => zone.HasIanaId && zone.Id.Contains('/', StringComparison.Ordinal))
            .Select(zone => zone.Id).Order(StringComparer.Ordinal),
    ];

    /// <summary>The zone; UTC for null, and for a name that this machine doesn't know.</summary>
    public static TimeZoneInfo Of(string? zone) =>
        zone is not null && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) ? found : TimeZoneInfo.Utc;

    /// <summary>As a person reads it: <c>America/New York</c>.</summary>
    public static string Text(string zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        return zone.Replace('_', ' ');
    }
}
