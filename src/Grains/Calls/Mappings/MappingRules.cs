using System.Globalization;
using System.Text.RegularExpressions;
using Portal.Saving;

namespace Portal.Calls;

/// <summary>What must hold of a mapping. Pure.</summary>
internal static partial class MappingRules
{
    public const int LongestNotes = 2000;
    private const int LongestText = 200;
    private const int MostWords = 100;

    /// <summary>Whether this can be a mapping's name: no grain and no row is asked about another.</summary>
    public static bool IsName(string? name) => name is not null && Name().IsMatch(name);

    public static (MappingSettings Settings, IReadOnlyList<FieldError> Errors) Check(MappingSettings settings)
    {
        var errors = new FieldErrors();
        if (!IsName(settings.Name))
            errors.Add("name", "Enter a name of lower-case letters, digits and hyphens, such as “pbx-berlin”, with at most 64 characters.");
        else if (ReadyMappings.Find(settings.Name) is not null)
            errors.Add("name", $"“{settings.Name}” came with the program and can't be changed. Choose another name for your copy.");
        var fields = new Dictionary<string, MappedField>(StringComparer.Ordinal);
        foreach (var (name, field) in settings.Fields)
        {
            if (CallFields.Find(name) is { } known)
                fields[name] = Field(known, field, settings, $"fields.{name}", errors);
            else
                errors.Add($"fields.{name}", CallFields.Unknown(name));
        }

        foreach (var field in CallFields.Needed)
        {
            if (!settings.Fields.ContainsKey(CallFields.Name(field)))
                errors.Add($"fields.{CallFields.Name(field)}.from", "Say where this comes from: no call is stored without it.");
        }

        var isCsv = settings.Format == MappingFormat.Csv;
        var clean = settings with
        {
            Fields = fields,
            Delimiter = isCsv ? Delimiter(settings.Delimiter, errors) : null,
            Header = isCsv && settings.Header,
            Notes = TextRules.Lines(settings.Notes, "notes", LongestNotes, errors),
        };
        return (clean, errors.All);
    }

    /// <summary>The byte between cells.</summary>
    public static byte DelimiterOf(string? delimiter) => delimiter switch
    {
        null => (byte)',',
        "tab" => (byte)'\t',
        _ => (byte)delimiter[0],
    };

    private static string? Delimiter(string? written, FieldErrors errors)
    {
        var delimiter = written is "\t" or "\\t" ? "tab" : string.IsNullOrWhiteSpace(written) ? null : written.Trim();
        if (delimiter is not (null or "tab" or [> ' ' and <= '~' and not '"']) || delimiter is [>= '0' and <= '9' or >= 'a' and <= 'z'])
            errors.Add("delimiter", "Enter one character such as , ; or |, or the word “tab”.");
        return delimiter;
    }

    private static MappedField Field(CallField field, MappedField said, MappingSettings settings, string path, FieldErrors errors)
    {
        var from = TextRules.Line(said.From, path + ".from", LongestText, errors);
        var value = TextRules.Line(said.Value, path + ".value", LongestText, errors);
        if (from is null && value is null)
            errors.Add(path + ".from", "Say where this comes from, or give a fixed value.");
        if (from is not null && settings is { Format: MappingFormat.Csv, Header: false })
        {
            foreach (var column in from.Split('|', StringSplitOptions.TrimEntries))
            {
                var isNumber = int.TryParse(column, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
                if (column.Length > 0 && (!isNumber || number is < 1 or > CsvCells.Most))
                    errors.Add(path + ".from", $"Without a head, columns are numbers from 1 to {CsvCells.Most}.");
            }
        }

        if (said.Unit is { } unit && !UnitsOf(field).Contains(unit))
            errors.Add(path + ".unit", UnitsOf(field) is { Length: > 0 } units
                ? $"Its unit can be {string.Join(", ", units.Select(UnknownNames.Of))}."
                : "This has no unit.");
        var time = TextRules.Line(said.Time, path + ".time", LongestText, errors);
        if (time is not null && field != CallField.CallTime)
            errors.Add(path + ".time", "This is no time.");
        else if (time is not null && !MappedTime.IsPattern(time))
            errors.Add(path + ".time", $"Enter {MappedTime.Kinds}, or a pattern such as “yyyy-MM-dd HH:mm:ss”.");
        var zone = TextRules.Line(said.Zone, path + ".zone", LongestText, errors);
        if (zone is not null && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
            errors.Add(path + ".zone", $"There is no time zone “{zone}”. Enter a name such as “Europe/Berlin”.");
        if (said.Words.Count > MostWords || said.Words.Any(word => word.Key.Length > LongestText || word.Value.Length > LongestText))
            errors.Add(path + ".words", $"At most {MostWords} words, each with at most {LongestText} characters.");
        return said with { From = from, Value = value, Time = time, Zone = zone };
    }

    public static MappingUnit[] UnitsOf(CallField field) =>
        field is CallField.Duration or CallField.BilledDuration or CallField.RingDuration or CallField.Pdd or CallField.PddIn
            ? [MappingUnit.S, MappingUnit.Ms, MappingUnit.Us, MappingUnit.Ns]
            : field is CallField.Rate or CallField.ConnectCost or CallField.Charge
            ? [MappingUnit.Major, MappingUnit.Minor, MappingUnit.Micro]
            : [];

    [GeneratedRegex(@"^[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
