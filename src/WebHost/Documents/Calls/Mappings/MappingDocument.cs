using System.Text.Json.Nodes;
using Portal.Calls;
using static Portal.WebHost.Documents.FieldsOf<Portal.Calls.MappingSettings, Portal.Calls.MappingView>;
using static Portal.WebHost.Documents.Spellings;

namespace Portal.WebHost.Documents;

/// <summary>A mapping, as people and programs read and change it.</summary>
internal static class MappingDocument
{
    public static readonly Document<MappingSettings, MappingView> Mapping = new(
        "Mapping",
        () => new MappingSettings { Name = "" },
        Value("name", "Name", Name, m => m.Name, (m, v) => m with { Name = v }) with
        {
            Description = "Lower-case letters, digits and hyphens; at most 64. It can't be changed.",
            Example = "\"pbx-berlin\"",
        },
        Value("notes", "Notes", Lines, m => m.Notes, (m, v) => m with { Notes = v }) with { Description = "For people." },
        Value("format", "Format", Choice<MappingFormat>(), m => m.Format, (m, v) => m with { Format = v }) with
        {
            Description = "json: one object, an array of objects, or several one after another. ndjson: an object on each line.",
        },
        Value("delimiter", "Between cells", Word, m => m.Delimiter, (m, v) => m with { Delimiter = v }) with
        {
            Description = "Of csv: one character, or “tab”; null: a comma.",
        },
        Value("header", "The first line names the columns", Flag, m => m.Header, (m, v) => m with { Header = v }) with
        {
            Description = "Of csv; else columns are counted from 1.",
        },
        Value(
            "customerBy", "Customers are named by", Choice<MappingCustomer>(),
            m => m.CustomerBy, (m, v) => m with { CustomerBy = v }) with
        {
            Description = "id: our id, or ext: and the external account id. external: the external account id.",
        },
        Part("fields", MappedFields.Fields, m => m.Fields, (m, v) => m with { Fields = v }) with
        {
            Description = "callId, customer and callTime are needed.",
        },
        Shown("readyMade", new FlagShape { Description = "It came with the program and can't be changed." }, view => view.ReadyMade),
        Shown("version", Versions.Shape, view => view.Version),
        Shown("changedAt", Times.Shape, view => Times.Text(view.ChangedAt)))
    {
        Description = "How records of a kind of switch become calls.",
        Example = """
            { "name": "pbx-berlin", "format": "csv", "delimiter": ";", "header": true, "customerBy": "external",
              "fields": { "callId": { "from": "id" }, "customer": { "from": "account" }, "switch": { "value": "pbx1" },
                "callTime": { "from": "start", "time": "dd.MM.yyyy HH:mm:ss", "zone": "Europe/Berlin" },
                "duration": { "from": "ms", "unit": "ms" } } }
            """,
    };

    public static JsonObject Write(MappingView view) => Mapping.ToJson(view.Settings, view);
}
