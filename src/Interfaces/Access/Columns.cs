namespace Portal.Access;

/// <summary>The columns of the reports, by key, and what a new domain shows.</summary>
public static class Columns
{
    public static readonly string[] Cdr =
    [
        "callId", "switch", "callTime", "source", "cardId", "techPrefix", "destination", "lrn", "duration", "recordingFile",
        "playAudio", "releaseReason", "pddIn", "ringDuration", "sipCode", "sipReason", "dtmf", "direction", "sourceIp",
        "destinationCode", "destinationName", "billedDuration", "rate", "connectCost", "pdd", "charge", "authentication",
        "jurisdiction",
    ];

    public static readonly string[] Breakout =
    [
        "callTime", "customer", "destinationName", "attempts", "connected", "customerDuration", "duration", "charge", "acd",
        "asr", "dtmf", "dtmfPercent", "sdp",
    ];

    public static readonly string[] CdrDefault = ["callTime", "source", "destination", "destinationName", "duration", "charge"];

    public static readonly string[] BreakoutDefault = ["destinationName", "attempts", "connected", "duration", "charge", "acd", "asr"];
}
