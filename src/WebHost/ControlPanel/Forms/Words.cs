using System.Text;

namespace Portal.WebHost.ControlPanel;

/// <summary>Keys as a person reads them.</summary>
internal static class Words
{
    private static readonly Dictionary<string, string> Special = new(StringComparer.Ordinal)
    {
        ["cdr"] = "Calls (CDR)",
        ["dids"] = "DIDs",
        ["acd"] = "ACD",
        ["asr"] = "ASR",
        ["dtmf"] = "DTMF",
        ["dtmfPercent"] = "DTMF percent",
        ["sdp"] = "SDP",
        ["lrn"] = "LRN",
        ["pdd"] = "PDD",
        ["pddIn"] = "PDD in",
        ["sipCode"] = "SIP code",
        ["sipReason"] = "SIP reason",
        ["callId"] = "Call id",
        ["cardId"] = "Card id",
        ["sourceIp"] = "Source IP",
        ["connectCost"] = "Connection cost",
    };

    /// <summary><c>destinationName</c> as “Destination name”, <c>latest-calls</c> as “Latest calls”.</summary>
    public static string Column(string key)
    {
        if (Special.TryGetValue(key, out var known))
            return known;
        var text = new StringBuilder();
        foreach (var c in key)
        {
            if (c == '-')
                text.Append(' ');
            else if (char.IsUpper(c))
                text.Append(' ').Append(char.ToLowerInvariant(c));
            else
                text.Append(text.Length == 0 ? char.ToUpperInvariant(c) : c);
        }

        return text.ToString();
    }
}
