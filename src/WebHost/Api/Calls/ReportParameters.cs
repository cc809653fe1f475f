namespace Portal.WebHost.Api;

/// <summary>What all reports of calls are asked with.</summary>
internal static class ReportParameters
{
    public static readonly (string Name, string Meaning)[] Range =
    [
        ("from", "A date, or a time with its offset; included."),
        ("to", "A time; not included. A date: to the end of that day."),
        ("range", $"Instead of them: {string.Join(", ", ReportRange.Names)}; default {ReportRange.Default}."),
        ("tz", "IANA name of the zone whose days are meant; default UTC."),
        ("customer", "Only calls of this one: our id, or ext: and its external account id."),
    ];
}
