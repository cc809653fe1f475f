using System.Text.Json.Nodes;

namespace Portal.WebHost.Documents;

internal static class JsonList
{
    public static JsonArray Of(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);
}
