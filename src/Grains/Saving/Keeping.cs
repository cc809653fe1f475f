using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Portal.Saving;

/// <summary>
/// Settings on their way from a caller to the store: what the caller's release doesn't know stays as it is stored, and what
/// nobody here knows is taken only where it is stored already (ADR 0016).
/// </summary>
internal static class Keeping
{
    private const string NoChoice = "There is no such choice here. Choose one that this release knows, or leave this as it was.";

    private static readonly ConcurrentDictionary<Type, Member[]> Types = new();

    /// <summary>What is to be stored, and what is wrong with it.</summary>
    /// <param name="next">The caller's, checked.</param>
    /// <param name="before">What is stored; null: nothing yet.</param>
    /// <param name="change">The caller's change.</param>
    /// <param name="errors">What was wrong before.</param>
    public static (T Settings, IReadOnlyList<FieldError> Errors) Take<T>(T next, T? before, Change change, IReadOnlyList<FieldError> errors)
        where T : Kept
    {
        var wrong = new FieldErrors();
        var kept = (T)Merge(next, before, change.Shape, "", wrong);
        return (kept, wrong.All.Count == 0 ? errors : [.. errors, .. wrong.All]);
    }

    /// <summary>What a form read, with the choices that it can't offer as they are stored: only a newer release knows them.</summary>
    public static T Stay<T>(T read, T stored)
        where T : Kept
    {
        var all = read.Copy();
        foreach (var member in Types.GetOrAdd(read.GetType(), Read))
        {
            var was = member.Property.GetValue(stored);
            if (was is Kept part && member.Property.GetValue(read) is Kept now)
                member.Property.SetValue(all, Stay(now, part));
            else if (was is Enum choice && member.Enum!.IsUnknown(choice))
                member.Property.SetValue(all, was);
        }

        return (T)all;
    }

    /// <summary>Choices that only a newer release knows, each with its field: <c>status: parked</c>.</summary>
    public static IEnumerable<string> Unknown(Kept settings, string path = "")
    {
        foreach (var member in Types.GetOrAdd(settings.GetType(), Read))
        {
            var value = member.Property.GetValue(settings);
            if (value is Kept part)
            {
                foreach (var inside in Unknown(part, path + member.Name + "."))
                    yield return inside;
            }

            foreach (var choice in value is Enum one ? [one] : value is Array many ? many.OfType<Enum>() : [])
            {
                if (member.Enum?.IsUnknown(choice) == true)
                    yield return $"{path}{member.Name}: {UnknownNames.Of(choice)}";
            }
        }
    }

    private static Kept Merge(Kept next, Kept? before, int shape, string path, FieldErrors wrong)
    {
        var all = next.Copy();
        if (before is not null)
            all = all with { Unknown = before.Unknown };
        foreach (var member in Types.GetOrAdd(next.GetType(), Read))
        {
            var (value, stored) = (member.Property.GetValue(next), before is null ? null : member.Property.GetValue(before));
            var kept = before is not null && member.Since > shape
                ? stored
                : Value(value, stored, member.Enum, shape, path + member.Name, wrong);
            if (!ReferenceEquals(kept, value))
                member.Property.SetValue(all, kept);
        }

        return all;
    }

    private static object? Value(object? value, object? stored, EnumRule? rule, int shape, string path, FieldErrors wrong) => value switch
    {
        Kept part => Merge(part, stored as Kept, shape, path + ".", wrong),
        Kept[] parts => Parts(parts, stored as Kept[] ?? [], shape, path, wrong),
        IDictionary texts => Texts(texts, stored as IDictionary, shape, path, wrong),
        Array choices when rule is not null => Choices(choices, stored as Array, rule, shape, path, wrong),
        Enum choice when rule is not null && rule.IsUnknown(choice) && !choice.Equals(stored) => Refuse(value, path, wrong),
        _ => value,
    };

    // Parts have no names: one that says the same as a stored one is that one.
    private static Array Parts(Kept[] parts, Kept[] stored, int shape, string path, FieldErrors wrong)
    {
        var all = Array.CreateInstance(parts.GetType().GetElementType()!, parts.Length);
        var open = stored.ToList();
        for (var i = 0; i < parts.Length; i++)
        {
            var alike = open.Find(parts[i].Equals);
            if (alike is not null)
                open.Remove(alike);
            all.SetValue(alike ?? Merge(parts[i], null, shape, $"{path}[{i}].", wrong), i);
        }

        return all;
    }

    private static IDictionary Texts(IDictionary texts, IDictionary? stored, int shape, string path, FieldErrors wrong)
    {
        foreach (var key in texts.Keys.Cast<object>().ToArray())
        {
            if (texts[key] is Kept part)
                texts[key] = Merge(part, stored?[key] as Kept, shape, $"{path}.{key}.", wrong);
        }

        return texts;
    }

    private static Array Choices(Array choices, Array? stored, EnumRule rule, int shape, string path, FieldErrors wrong)
    {
        var had = stored?.Cast<Enum>().ToArray() ?? [];
        var now = choices.Cast<Enum>().ToList();
        for (var i = 0; i < now.Count; i++)
        {
            if (rule.IsUnknown(now[i]) && !had.Contains(now[i]))
                Refuse(now[i], $"{path}[{i}]", wrong);
        }

        var lost = had.Where(one => !now.Contains(one) && (rule.IsUnknown(one) || rule.Since(one) > shape)).ToArray();
        if (lost.Length == 0)
            return choices;
        now.AddRange(lost);
        var all = Array.CreateInstance(choices.GetType().GetElementType()!, now.Count);
        for (var i = 0; i < now.Count; i++)
            all.SetValue(now[i], i);
        return all;
    }

    private static object? Refuse(object? value, string path, FieldErrors wrong)
    {
        wrong.Add(path, NoChoice);
        return value;
    }

    private static Member[] Read(Type type) =>
        [
            .. type.GetProperties(BindingFlags.Instance | BindingFlags.Public)
                .Where(property => property.CanWrite && property.Name != nameof(Kept.Unknown)
                    && property.GetCustomAttribute<JsonIgnoreAttribute>() is null)
                .Select(property => new Member(
                    property,
                    JsonNamingPolicy.CamelCase.ConvertName(property.Name),
                    property.GetCustomAttribute<SinceAttribute>()?.Shape ?? 0,
                    EnumRule.Of(property.PropertyType))),
        ];

    private sealed record Member(PropertyInfo Property, string Name, int Since, EnumRule? Enum);

    /// <summary>What is known of an enumeration's values.</summary>
    private sealed class EnumRule(Type type)
    {
        private readonly Dictionary<string, int> since = type.GetFields(BindingFlags.Static | BindingFlags.Public)
            .ToDictionary(field => field.Name, field => field.GetCustomAttribute<SinceAttribute>()?.Shape ?? 0, StringComparer.Ordinal);

        public bool IsUnknown(Enum value) => !Enum.IsDefined(type, value);

        public int Since(Enum value) => since.GetValueOrDefault(value.ToString());

        public static EnumRule? Of(Type type)
        {
            var one = type.IsArray ? type.GetElementType()! : Nullable.GetUnderlyingType(type) ?? type;
            return one.IsEnum ? new EnumRule(one) : null;
        }
    }
}
