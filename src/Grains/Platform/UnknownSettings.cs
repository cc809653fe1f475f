using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace Portal.Platform;

/// <summary>A section that a part of the product reads its options from.</summary>
/// <param name="Key">The whole key: <c>Portal:Acme</c>.</param>
/// <param name="Options">The type whose properties are its keys.</param>
internal sealed record SettingsSection(string Key, Type Options);

/// <summary>Finds what somebody set under <c>Portal</c> and nobody reads: a slip of the pen, or a setting of another version.</summary>
internal static class UnknownSettings
{
    /// <returns>A sentence for each; the shortest key that is unknown stands for all under it. Values are not told: they may be
    /// secrets.</returns>
    public static IReadOnlyList<string> Find(IConfiguration configuration, IEnumerable<SettingsSection> sections)
    {
        var known = sections.ToArray();
        return
        [
            .. configuration.GetSection("Portal").AsEnumerable()
                .Where(setting => setting.Value is not null)
                .Select(setting => FirstUnknown(setting.Key.Split(':'), known))
                .OfType<string>()
                .Distinct(StringComparer.OrdinalIgnoreCase)
                .Order(StringComparer.Ordinal)
                .Select(key => $"{key} is set, but this version has no such setting: it has no effect."),
        ];
    }

    private static string? FirstUnknown(string[] parts, SettingsSection[] known)
    {
        for (var length = 2; length <= parts.Length; length++)
        {
            if (!Array.Exists(known, section => Leads(section, parts.AsSpan(0, length))))
                return string.Join(':', parts[..length]);
        }

        return null;
    }

    private static bool Leads(SettingsSection section, ReadOnlySpan<string> parts)
    {
        var own = section.Key.Split(':');
        for (var i = 0; i < Math.Min(own.Length, parts.Length); i++)
        {
            if (!own[i].Equals(parts[i], StringComparison.OrdinalIgnoreCase))
                return false;
        }

        return parts.Length <= own.Length || Names(section.Options, parts[own.Length..]);
    }

    private static bool Names(Type type, ReadOnlySpan<string> parts)
    {
        foreach (var part in parts)
        {
            if (type.IsArray)
            {
                // The key of an element: ":0", ":1", …
                type = type.GetElementType()!;
            }
            else
            {
                if (type.Namespace == nameof(System) || type.IsEnum
                    || type.GetProperty(
                        part,
                        BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase) is not { SetMethod: not null } property)
                    return false;
                type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
            }
        }

        return true;
    }
}
