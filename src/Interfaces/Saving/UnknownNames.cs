using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;

namespace Portal.Saving;

/// <summary>
/// Values of enumerations that only a newer release knows. Stored ones come by name, and get a number below all of ours that
/// is the same in every process; those that come from another member of the fleet have their own number. Either way the value
/// is kept, shown as unknown, and written again as it was (ADR 0016).
/// </summary>
public static class UnknownNames
{
    private const string Prefix = "unknown-";

    private static readonly ConcurrentDictionary<(Type Type, int Number), string> Seen = new();

    /// <summary>The value that stands for a stored name.</summary>
    public static T Keep<T>(string name)
        where T : struct, Enum
    {
        if (Known<T>.Values.TryGetValue(name, out var value) || TryParse(name, out value))
            return value;
        if (int.TryParse(name, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var stored))
            return FromNumber<T>(stored);
        var number = Number(name);
        Seen[(typeof(T), number)] = name;
        return (T)Enum.ToObject(typeof(T), number);
    }

    /// <summary>A value's name as it is stored: camelCase.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum =>
        Known<T>.Names.TryGetValue(value, out var name) ? name : Other(value);

    /// <summary>An unknown value's name, whatever its type.</summary>
    public static string Of(Enum value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var number = Convert.ToInt32(value, CultureInfo.InvariantCulture);
        return Seen.TryGetValue((value.GetType(), number), out var name) ? name : Number(number);
    }

    /// <summary>Reads what <see cref="Of{T}"/> says of an unknown value; other names, known ones too, are none.</summary>
    public static bool TryParse<T>(string name, out T value)
        where T : struct, Enum
    {
        value = (T)Enum.ToObject(typeof(T), Number(name));
        if (Seen.ContainsKey((typeof(T), Number(name))))
            return true;
        if (!name.StartsWith(Prefix, StringComparison.Ordinal)
            || !uint.TryParse(name.AsSpan(Prefix.Length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number))
            return false;
        value = FromNumber<T>((int)number);
        // What has a name is called by it.
        return Known<T>.ByNumber.ContainsKey((int)number) || IsUnknown(value);
    }

    /// <summary>The value of a number: also of one that an older release wrote for a name that it didn't know.</summary>
    public static T FromNumber<T>(int number)
        where T : struct, Enum => Known<T>.ByNumber.TryGetValue(number, out var known) ? known : (T)Enum.ToObject(typeof(T), number);

    /// <summary>As rows have it that keep a value by its name in the code: an unknown one by the name that it was stored under.</summary>
    public static string Row<T>(T value)
        where T : struct, Enum => IsUnknown(value) ? Of(value) : value.ToString();

    /// <summary>Whether no value of ours has this name or number.</summary>
    public static bool IsUnknown<T>(T value)
        where T : struct, Enum => !Known<T>.Names.ContainsKey(value);

    /// <summary>The value itself, or what to take it for where only a newer release knows it.</summary>
    public static T KnownOr<T>(this T value, T otherwise)
        where T : struct, Enum => IsUnknown(value) ? otherwise : value;

    private static string Other<T>(T value)
        where T : struct, Enum
    {
        var number = Convert.ToInt32(value, CultureInfo.InvariantCulture);
        // An older release may pass on, by its number, what only we know by name.
        if (Known<T>.ByNumber.TryGetValue(number, out var known))
            return Known<T>.Names[known];
        return Of((Enum)value);
    }

    private static string Number(int number) => Prefix + ((uint)number).ToString("x8", CultureInfo.InvariantCulture);

    // FNV-1a, below zero: the same everywhere, and none of ours is there.
    private static int Number(string name)
    {
        var hash = 2166136261;
        foreach (var letter in name)
            hash = (hash ^ letter) * 16777619;
        return (int)(hash | 0x8000_0000);
    }

    private static class Known<T>
        where T : struct, Enum
    {
        public static readonly Dictionary<T, string> Names =
            Enum.GetValues<T>().ToDictionary(value => value, value => JsonNamingPolicy.CamelCase.ConvertName(value.ToString()));

        public static readonly Dictionary<string, T> Values =
            Names.ToDictionary(pair => pair.Value, pair => pair.Key, StringComparer.OrdinalIgnoreCase);

        public static readonly Dictionary<int, T> ByNumber = Names.ToDictionary(pair => Number(pair.Value), pair => pair.Key);
    }
}
