namespace Portal.Calls;

/// <summary>Days on the clocks of a zone. Pure.</summary>
public static class ZoneDays
{
    /// <summary>When a day begins: at midnight, or as soon as there is a time where clocks go forward over it.</summary>
    public static DateTimeOffset Begins(DateOnly day, TimeZoneInfo zone) => At(day.ToDateTime(TimeOnly.MinValue), zone);

    /// <summary>When clocks show this: of a time that comes twice the first, of one that they leave out the next that there is.</summary>
    public static DateTimeOffset At(DateTime local, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        for (var minutes = 0; zone.IsInvalidTime(local) && minutes < 24 * 60; minutes++)
            local = local.AddMinutes(1);
        // The first of two has the greater offset.
        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset);
    }

    /// <summary>Which day it is there.</summary>
    public static DateOnly Day(DateTimeOffset time, TimeZoneInfo zone) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time, zone).DateTime);
}
