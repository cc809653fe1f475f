using System.Text.Json.Nodes;

namespace Portal.WebHost.Documents;

/// <summary>
/// What is wrong with a document, by path. Bounded: somebody who sends a million wrong fields reads about the first hundred.
/// </summary>
internal sealed class ShapeErrors
{
    private const int Most = 100;

    private readonly Dictionary<string, List<string>> byPath = new(StringComparer.Ordinal);

    public bool Any => byPath.Count > 0;

    public IReadOnlyDictionary<string, List<string>> ByPath => byPath;

    public void Add(string path, string reason)
    {
        if (byPath.TryGetValue(path, out var reasons))
        {
            if (reasons.Count < 5 && !reasons.Contains(reason, StringComparer.Ordinal))
                reasons.Add(reason);
        }
        else if (byPath.Count < Most)
        {
            byPath.Add(path, [reason]);
        }
    }

    public JsonObject ToJson() => new(byPath.Select(one => KeyValuePair.Create<string, JsonNode?>(
        one.Key, new JsonArray([.. one.Value.Select(reason => (JsonNode)reason)]))));
}
