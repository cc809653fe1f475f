namespace Portal.WebHost.Portals;

/// <summary>What of the address says which calls are meant, besides their time, as the page shows it.</summary>
internal static class CdrFilters
{
    /// <summary>In the order of the form.</summary>
    public static readonly string[] Keys =
        ["source", "destination", "destinationName", "callId", "direction", "sipCode", "minDuration", "connected"];

    /// <summary>Those that look at what the domain doesn't show.</summary>
    /// <param name="allowed">Keys of the columns that it shows.</param>
    public static IEnumerable<string> Hidden(string[] allowed) =>
        Keys.Where(key => key != "connected" && !allowed.Contains(key == "minDuration" ? "duration" : key));

    /// <summary>How a filter that is set reads, without its name.</summary>
    public static string Value(TextSet texts, string key, string value) =>
        key == "connected" ? texts[value == "true" ? "Yes" : "No"] : value;
}
