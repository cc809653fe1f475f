using System.Collections;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.Domains;
using Portal.Saving;
using Portal.Storage;

namespace Portal.Tests.Unit.Saving;

/// <summary>
/// Documents as each schema version stored them, beside this file: <c>Samples/domain.1.json</c> is a domain of version 1.
/// They are never changed; a new version gets a file of its own.
/// </summary>
public sealed class StoredSamplesTests
{
    /// <summary>By the name under which each is stored.</summary>
    private static Dictionary<string, Type> States { get; } = typeof(DomainState).Assembly.GetTypes()
        .SelectMany(type => type.GetConstructors())
        .SelectMany(one => one.GetParameters())
        .Where(parameter => parameter.GetCustomAttribute<PersistentStateAttribute>() is not null)
        .ToDictionary(
            parameter => parameter.GetCustomAttribute<PersistentStateAttribute>()!.StateName,
            parameter => parameter.ParameterType.GetGenericArguments()[0],
            StringComparer.Ordinal);

    private static Dictionary<string, string> Samples { get; } = Read();

    public static TheoryData<string> Names { get; } = [.. Samples.Keys.Order(StringComparer.Ordinal)];

    [Fact]
    public void Each_state_has_a_sample_of_each_version() => Assert.Empty(
        States.Keys.SelectMany(name => Enumerable.Range(1, Stored.Newest).Select(version => $"{name}.{version}")).Except(Samples.Keys));

    [Theory, MemberData(nameof(Names))]
    public void Nothing_is_lost_of_what_an_older_release_stored(string name) => Keeps(name, JsonNode.Parse(Samples[name])!);

    [Theory, MemberData(nameof(Names))]
    public void Nothing_is_lost_of_what_a_newer_release_stored(string name)
    {
        var grown = JsonNode.Parse(Samples[name])!;
        Grow(grown, States[name.Split('.')[0]]);
        // The rows of a sign-up stand by kind.
        if (grown["items"] is JsonObject kinds)
            kinds["holograms"] = new JsonArray(new JsonObject { ["name"] = "x" });
        Keeps(name, grown);
    }

    private static void Keeps(string name, JsonNode stored)
    {
        var state = stored.Deserialize(States[name.Split('.')[0]], PortalJson.Options)!;
        Within(stored, JsonSerializer.SerializeToNode(state, state.GetType(), PortalJson.Options), name);
    }

    // What is written may say more: members that are worked out, and those that came later.
    private static void Within(JsonNode? stored, JsonNode? written, string path)
    {
        switch (stored)
        {
            case JsonObject members:
                foreach (var (member, value) in members)
                    Within(value, (written as JsonObject)?[member], $"{path}.{member}");
                break;
            case JsonArray items:
                Assert.True(written is JsonArray { Count: var count } && count == items.Count, path);
                for (var i = 0; i < items.Count; i++)
                    Within(items[i], ((JsonArray)written!)[i], $"{path}[{i}]");
                break;
            default:
                Assert.True(JsonNode.DeepEquals(stored, written), $"{path}: {stored?.ToJsonString()} became {written?.ToJsonString()}");
                break;
        }
    }

    /// <summary>
    /// As a newer release might have stored it: one more member in each object, and a name nobody here knows for each choice.
    /// </summary>
    private static void Grow(JsonNode? node, Type type)
    {
        if (node is JsonArray items)
        {
            for (var i = 0; i < items.Count; i++)
            {
                if (StoredTypes.Inner(type).IsEnum)
                    items[i] = "later" + i;
                else
                    Grow(items[i], StoredTypes.Inner(type));
            }
        }
        else if (node is JsonObject map && type.IsAssignableTo(typeof(IDictionary)))
        {
            foreach (var (_, value) in map)
                Grow(value, StoredTypes.Inner(type));
        }
        else if (node is JsonObject members && type.IsSubclassOf(typeof(Kept)))
        {
            foreach (var member in StoredTypes.Members(type).Where(member => member.CanWrite))
            {
                var name = JsonNamingPolicy.CamelCase.ConvertName(member.Name);
                if (members[name] is JsonValue && StoredTypes.Inner(member.PropertyType).IsEnum)
                    members[name] = "later";
                else
                    Grow(members[name], member.PropertyType);
            }

            members["later"] = new JsonObject { ["depth"] = 2, ["names"] = new JsonArray("a", null) };
        }
    }

    private static Dictionary<string, string> Read()
    {
        var assembly = typeof(StoredSamplesTests).Assembly;
        return assembly.GetManifestResourceNames()
            .Where(name => name.Contains(".Samples.", StringComparison.Ordinal))
            .ToDictionary(name => name[(name.IndexOf(".Samples.", StringComparison.Ordinal) + 9)..^".json".Length], name =>
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
                return reader.ReadToEnd();
            }, StringComparer.Ordinal);
    }
}
