using Portal.Saving;

namespace Portal.Calls;

/// <summary>Where a record has its values.</summary>
internal interface IMappedRecord
{
    /// <summary>The value at one of the mapping's places. False: there is no such place.</summary>
    /// <param name="place">As <see cref="CallMapping.Places"/> counts them.</param>
    /// <param name="text">Null or empty: it says nothing.</param>
    bool TryFind(int place, out string? text);
}

/// <summary>A mapping made ready to read by: it has no state of its own, so that many bodies can be read by one.</summary>
internal sealed class CallMapping
{
    private readonly MappingSettings settings;
    private readonly Part[] parts;

    private CallMapping(MappingSettings settings)
    {
        this.settings = settings;
        var places = new List<string>();
        // The currency first: the smallest coin is another in each.
        parts = [.. settings.Fields
            .Select(one => (Field: CallFields.Find(one.Key), Said: one.Value))
            .Where(one => one.Field is not null)
            .OrderBy(one => one.Field == CallField.Currency ? 0 : 1)
            .Select(one => Part.Of(one.Field!.Value, one.Said, places))];
        Places = [.. places];
    }

    /// <summary>What records are asked for: paths, or columns.</summary>
    public string[] Places { get; }

    public MappingSettings Settings => settings;

    /// <returns>Or why nothing can be read by it here.</returns>
    public static (CallMapping? Mapping, string? Wrong) Of(MappingSettings settings) =>
        UnknownNames.IsUnknown(settings.Format) || UnknownNames.IsUnknown(settings.CustomerBy) || settings.Fields.Any(IsUnknown)
            ? (null, $"Only a newer release than this one can read by the mapping “{settings.Name}”.")
            : (new(settings), null);

    /// <summary>How a body is read by it.</summary>
    public IRecords Open(Stream stream) => settings.Format switch
    {
        MappingFormat.Json => new MappedJson(new JsonObjects(stream), this),
        MappingFormat.Ndjson => new MappedJson(new LineReader(stream), this),
        MappingFormat.Csv => new MappedCsv(stream, this),
    };

    /// <summary>Which field would have nothing if these places weren't there; null: none that matters.</summary>
    public string? Missing(Func<int, bool> isThere) =>
        parts.FirstOrDefault(part => !part.MayBeMissing && !part.Places.Any(isThere)) is { } missing ? Missing(missing) : null;

    /// <returns>Why no call is made of it; null: the values have it.</returns>
    public string? Read(IMappedRecord record, CallValues values)
    {
        foreach (var part in parts)
        {
            if (!part.TryFind(record, out var found))
                return Missing(part);
            if (found is null)
                values[part.Field] = part.Said.Value;
            else if (MappedValue.Read(part.Field, part.Said, found, values[CallField.Currency], out var ours) is { } wrong)
                return wrong;
            else
                values[part.Field] = ours;
        }

        foreach (var field in CallFields.Needed)
        {
            if (values[field] is null)
                return $"{CallFields.Missing(field)[..^1]}: {Named(field)} says nothing.";
        }

        if (settings.CustomerBy == MappingCustomer.External)
            values[CallField.Customer] = CallCustomers.External + values[CallField.Customer];
        return null;
    }

    private static bool IsUnknown(KeyValuePair<string, MappedField> field) =>
        CallFields.Find(field.Key) is null || (field.Value.Unit is { } unit && UnknownNames.IsUnknown(unit));

    private string Named(CallField field) => CallFields.Quoted(settings.Fields.GetValueOrDefault(CallFields.Name(field))?.From ?? "");

    private static string Missing(Part part) =>
        $"There is no {CallFields.Quoted(part.Said.From!)}, where “{CallFields.Name(part.Field)}” comes from.";

    private sealed record Part(CallField Field, MappedField Said, int[] Places, bool MayBeMissing)
    {
        public static Part Of(CallField field, MappedField said, List<string> places)
        {
            var names = said.From?.Split('|', StringSplitOptions.TrimEntries) ?? [];
            return new(
                field,
                said,
                [.. names.Where(name => name.Length > 0).Select(name => Place(name, places))],
                names.Length == 0 || names.Contains("") || said.Value is not null);
        }

        public bool TryFind(IMappedRecord record, out string? found)
        {
            found = null;
            var isThere = MayBeMissing;
            foreach (var place in Places)
            {
                if (!record.TryFind(place, out var text))
                    continue;
                isThere = true;
                if (string.IsNullOrWhiteSpace(text))
                    continue;
                found = text;
                return true;
            }

            return isThere;
        }

        private static int Place(string name, List<string> places)
        {
            if (places.IndexOf(name) is >= 0 and var known)
                return known;
            places.Add(name);
            return places.Count - 1;
        }
    }
}
