using System.Globalization;
using Portal.Calls;
using Portal.Saving;

namespace Portal.WebHost.Portals;

/// <summary>What of the address says which calls are meant, besides their time.</summary>
internal static class CdrFilters
{
    private const int LongestText = 100;
    private const int LongestId = 300;

    /// <summary>In the order of the form.</summary>
    public static readonly string[] Keys =
        ["source", "destination", "destinationName", "callId", "direction", "sipCode", "minDuration", "connected"];

    /// <param name="errors">Takes what is wrong.</param>
    public static CallQuery Add(CallQuery query, ReportAddress address, List<FieldError> errors)
    {
        return query with
        {
            Source = Text("source", LongestText),
            Destination = Text("destination", LongestText),
            DestinationName = Text("destinationName", LongestText),
            CallId = Text("callId", LongestId),
            Direction = Text("direction", LongestText),
            SipCode = Number("sipCode", 100, 699),
            MinDuration = Number("minDuration", 0, 1_000_000),
            Connected = YesOrNo(address["connected"], errors),
        };

        string? Text(string key, int longest)
        {
            if (address[key] is { } text && text.Length > longest)
                errors.Add(new(key, $"Write at most {longest} characters."));
            return address[key];
        }

        int? Number(string key, int least, int most)
        {
            if (address[key] is not { } text)
                return null;
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
                return number;
            errors.Add(new(key, $"Write a whole number from {least} to {most}."));
            return null;
        }
    }

    /// <summary>How a filter that is set reads, without its name.</summary>
    public static string Value(TextSet texts, string key, string value) =>
        key == "connected" ? texts[value == "true" ? "Yes" : "No"] : value;

    private static bool? YesOrNo(string? text, List<FieldError> errors)
    {
        if (text is null)
            return null;
        if (text is not ("true" or "false"))
            errors.Add(new("connected", "Write true or false."));
        return text == "true";
    }
}
