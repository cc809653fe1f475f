using System.Reflection;
using System.Text.Json.Serialization;
using Portal.Customers;
using Portal.Domains;

namespace Portal.Tests.Unit.Saving;

/// <summary>All types that are stored: the states of grains, rows' bodies, and whatever is a part of them.</summary>
internal static class StoredTypes
{
    private static readonly Assembly Grains = typeof(DomainState).Assembly;

    /// <summary>What grains keep as their state.</summary>
    public static IReadOnlyList<Type> States { get; } =
        [
            .. Grains.GetTypes()
                .SelectMany(type => type.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
                .SelectMany(one => one.GetParameters())
                .Where(parameter => parameter.GetCustomAttribute<PersistentStateAttribute>() is not null)
                .Select(parameter => parameter.ParameterType.GetGenericArguments()[0])
                .Distinct()
                .OrderBy(type => type.Name, StringComparer.Ordinal),
        ];

    /// <summary>The states, the rows that hang on customers, and all objects in them.</summary>
    public static IReadOnlyList<Type> All { get; } = Reachable();

    /// <summary>Members that are stored.</summary>
    public static IEnumerable<PropertyInfo> Members(Type type) => type
        .GetProperties(BindingFlags.Instance | BindingFlags.Public)
        .Where(member => member.GetCustomAttribute<JsonIgnoreAttribute>() is null
            && member.GetCustomAttribute<JsonExtensionDataAttribute>() is null && member.GetIndexParameters().Length == 0);

    /// <summary>What a list, a dictionary or an optional value holds.</summary>
    public static Type Inner(Type type) => Nullable.GetUnderlyingType(type)
        ?? (type.IsArray ? Inner(type.GetElementType()!) : type.IsGenericType ? Inner(type.GetGenericArguments()[^1]) : type);

    private static List<Type> Reachable()
    {
        var found = new List<Type>();
        var open = new Queue<Type>(States);
        foreach (var row in typeof(ItemSettings).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(ItemSettings))))
            open.Enqueue(row);
        while (open.TryDequeue(out var type))
        {
            // What reads and writes itself keeps what it doesn't know by itself.
            if (type.IsDefined(typeof(JsonConverterAttribute)) || found.Contains(type) || type.IsAbstract || !type.IsClass
                || type.Namespace?.StartsWith("Portal", StringComparison.Ordinal) != true)
                continue;
            found.Add(type);
            foreach (var member in Members(type))
                open.Enqueue(Inner(member.PropertyType));
        }

        return found;
    }
}
