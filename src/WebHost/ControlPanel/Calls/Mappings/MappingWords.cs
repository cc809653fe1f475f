using Portal.Calls;
using Portal.Saving;

namespace Portal.WebHost.ControlPanel;

/// <summary>What a mapping says, as people read it.</summary>
internal static class MappingWords
{
    public static readonly (string Value, string Text)[] Formats =
    [
        ("json", "JSON: one object, an array, or one after another"),
        ("ndjson", "NDJSON: an object on each line"),
        ("csv", "CSV"),
    ];

    public static readonly (string Value, string Text)[] Customers =
    [
        ("id", "Our id, or ext: and the external account id"),
        ("external", "The external account id (an account code)"),
    ];

    public static string Format(MappingSettings settings) =>
        UnknownNames.IsUnknown(settings.Format) ? UnknownNames.Of(settings.Format) : settings.Format switch
        {
            MappingFormat.Json => "JSON",
            MappingFormat.Ndjson => "NDJSON",
            MappingFormat.Csv => settings.Header ? "CSV with a head" : "CSV without a head",
        };

    public static string By(MappingCustomer by) => UnknownNames.IsUnknown(by) ? UnknownNames.Of(by) : by switch
    {
        MappingCustomer.Id => "our id",
        MappingCustomer.External => "external account id",
    };

    /// <summary>The units that a field's values can have, to choose from; none: it has none.</summary>
    public static (string Value, string Text)[] Units(CallField field) => MappingRules.UnitsOf(field) switch
    {
        [] => [],
        var units => [("", "the same unit as ours"), .. units.Select(unit => (UnknownNames.Of(unit), Unit(unit)))],
    };

    private static string Unit(MappingUnit unit) => unit switch
    {
        MappingUnit.S => "seconds",
        MappingUnit.Ms => "milliseconds",
        MappingUnit.Us => "microseconds",
        MappingUnit.Ns => "nanoseconds",
        MappingUnit.Major => "the currency",
        MappingUnit.Minor => "its smallest coin",
        MappingUnit.Micro => "millionths",
    };
}
