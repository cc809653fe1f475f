using Portal.Calls;
using static Portal.WebHost.Documents.FieldsOf<Portal.Calls.MappedField, Portal.Calls.MappedField>;
using static Portal.WebHost.Documents.ListSpellings;
using static Portal.WebHost.Documents.Spellings;
using FieldMap = System.Collections.Generic.Dictionary<string, Portal.Calls.MappedField>;

namespace Portal.WebHost.Documents;

/// <summary><c>fields</c> of a mapping: for each field of a call, where it comes from.</summary>
internal static class MappedFields
{
    private static readonly Document<MappedField, MappedField> One = new(
        "MappedField",
        () => new MappedField(),
        Value("from", "From", Word, f => f.From, (f, v) => f with { From = v }) with
        {
            Description = "A path such as variables.start_epoch or callflow.0.name, a column's name, or its number. Several with | between: "
                + "the first that says something. Nothing after the last |: it may be missing.",
        },
        Value("value", "Fixed value", Word, f => f.Value, (f, v) => f with { Value = v }) with
        {
            Description = "What it always is; beside “from” what it is where that says nothing.",
        },
        Value("unit", "Unit", ChoiceOrNone<MappingUnit>(), f => f.Unit, (f, v) => f with { Unit = v }) with
        {
            Description = "Theirs. Of durations and delays s, ms, us, ns; of money major, minor, micro.",
        },
        Value("time", "Time", Word, f => f.Time, (f, v) => f with { Time = v }) with
        {
            Description = "rfc3339, unix, unixMs, unixUs, or a pattern of .NET such as yyyy-MM-dd HH:mm:ss.",
        },
        Value("zone", "Zone", Word, f => f.Zone, (f, v) => f with { Zone = v }) with
        {
            Description = "IANA name, of times that don't say their own; null: UTC.",
        },
        Value("urlEncoded", "Percent-encoded", Flag, f => f.UrlEncoded, (f, v) => f with { UrlEncoded = v }),
        Value("words", "Words", Map, f => f.Words, (f, v) => f with { Words = v }) with
        {
            Description = "Theirs with ours. * stands for all others (of a number: for what is none).",
        })
    {
        Nullable = true,
    };

    public static readonly Document<FieldMap, FieldMap> Fields = new(
        "MappedFields",
        () => new FieldMap(StringComparer.Ordinal),
        [.. CallFields.Names.Select(Of)]);

    // What isn't said is left out, so that a document shows what it has.
    private static Field<FieldMap, FieldMap> Of(string name) => FieldsOf<FieldMap, FieldMap>.PartOrNone(
        name,
        One,
        map => map.GetValueOrDefault(name),
        (map, field) => With(map, name, field),
        map => map.GetValueOrDefault(name) ?? new MappedField(),
        field => field is { From: null, Value: null, Unit: null, Time: null, Zone: null, UrlEncoded: false, Words.Count: 0 });

    private static FieldMap With(FieldMap map, string name, MappedField? field)
    {
        var next = new FieldMap(map, StringComparer.Ordinal);
        next.Remove(name);
        if (field is not null)
            next[name] = field;
        return next;
    }
}
