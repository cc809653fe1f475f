using System.Globalization;
using System.Text.Json;

namespace Portal.Calls;

/// <summary>
/// A path into an object: names with points between, numbers for places in arrays. A name that has points itself is found too.
/// </summary>
internal sealed class JsonPlace
{
    private readonly string[] steps;
    private readonly string[] rests;

    public JsonPlace(string path)
    {
        steps = path.Split('.');
        rests = [.. steps.Select((_, at) => string.Join('.', steps.Skip(at)))];
    }

    public bool TryFind(JsonElement value, out JsonElement found)
    {
        found = value;
        for (var at = 0; at < steps.Length; at++)
        {
            if (found.ValueKind == JsonValueKind.Array)
            {
                if (!int.TryParse(steps[at], NumberStyles.None, CultureInfo.InvariantCulture, out var index)
                    || index >= found.GetArrayLength())
                    return false;
                found = found[index];
                continue;
            }

            if (found.ValueKind != JsonValueKind.Object)
                return false;
            if (found.TryGetProperty(rests[at], out var whole))
            {
                found = whole;
                return true;
            }

            if (!found.TryGetProperty(steps[at], out found))
                return false;
        }

        return true;
    }
}
