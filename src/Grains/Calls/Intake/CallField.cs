using System.Collections.Frozen;
using System.Text.Json;

namespace Portal.Calls;

/// <summary>What a line can say of a call. The names in camelCase are keys of JSON and heads of CSV: never rename.</summary>
internal enum CallField
{
    Switch,
    CallId,
    Customer,
    Carrier,
    CallTime,
    Source,
    Destination,
    DestinationName,
    DestinationCode,
    Duration,
    BilledDuration,
    Rate,
    ConnectCost,
    Charge,
    Currency,
    SipCode,
    SipReason,
    ReleaseReason,
    Pdd,
    PddIn,
    RingDuration,
    Dtmf,
    Direction,
    SourceIp,
    CardId,
    TechPrefix,
    Lrn,
    RecordingFile,
    Authentication,
    Jurisdiction,
    Meta,
}

internal static class CallFields
{
    /// <summary>Without these no call is stored, beside its switch.</summary>
    public static readonly CallField[] Needed = [CallField.CallId, CallField.Customer, CallField.CallTime];

    public static readonly string[] Names = [.. Enum.GetNames<CallField>().Select(JsonNamingPolicy.CamelCase.ConvertName)];

    private static readonly FrozenDictionary<string, CallField> ByName =
        Enum.GetValues<CallField>().ToFrozenDictionary(Name, StringComparer.Ordinal);

    private static readonly FrozenSet<CallField> Numbers = new[]
    {
        CallField.Duration, CallField.BilledDuration, CallField.Rate, CallField.ConnectCost, CallField.Charge, CallField.SipCode,
        CallField.Pdd, CallField.PddIn, CallField.RingDuration, CallField.Dtmf,
    }.ToFrozenSet();

    public static string Name(CallField field) => Names[(int)field];

    public static bool IsNumber(CallField field) => Numbers.Contains(field);

    public static CallField? Find(string name) => ByName.TryGetValue(name, out var field) ? field : null;

    public static string Unknown(string name) => $"There is no field {Quoted(name)} of a call.";

    public static string Missing(CallField field) => $"“{Name(field)}” is missing.";

    /// <summary>What somebody sent, in a sentence: short, and without what a line of a log can't show.</summary>
    public static string Quoted(string text)
    {
        const int shown = 40;
        var part = text.Length <= shown ? text : char.IsHighSurrogate(text[shown - 1]) ? text[..(shown - 1)] + "…" : text[..shown] + "…";
        return $"“{string.Concat(part.Select(read => char.IsControl(read) ? '\uFFFD' : read))}”";
    }
}

/// <summary>The values of one line as they were written, used again for each.</summary>
internal sealed class CallValues
{
    private readonly string?[] texts = new string?[CallFields.Names.Length];

    /// <summary>Null: it says nothing of it. An empty text is the same.</summary>
    public string? this[CallField field]
    {
        get => texts[(int)field];
        set => texts[(int)field] = value is { Length: > 0 } ? value : null;
    }

    public void Clear() => Array.Clear(texts);
}
