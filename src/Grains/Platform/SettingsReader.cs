using System.ComponentModel;
using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace Portal.Platform;

/// <summary>
/// Reads options from configuration. What doesn't convert is told as a sentence with the key, the value and what is
/// allowed, where the framework's binder throws an exception that names a type or passes over it in silence. Blank
/// values read as not set; a list that is set replaces the default list (children <c>:0</c>, <c>:1</c>, or one text with commas).
/// </summary>
internal static class SettingsReader
{
    /// <param name="target">Gets what is set; keeps its defaults where nothing is.</param>
    /// <param name="failures">Gets a sentence for each value that doesn't convert.</param>
    public static void Read(object target, IConfigurationSection section, ICollection<string> failures)
    {
        foreach (var property in target.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var child = section.GetSection(property.Name);
            if (property.GetIndexParameters().Length > 0 || !child.Exists())
                continue;

            var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
            if (type.IsArray)
                ReadList(target, property, type.GetElementType()!, child, failures);
            else if (IsScalar(type))
                ReadScalar(target, property, type, child, failures);
            else
                ReadNested(target, property, type, child, failures);
        }
    }

    private static void ReadScalar(
        object target, PropertyInfo property, Type type, IConfigurationSection section, ICollection<string> failures)
    {
        if (string.IsNullOrWhiteSpace(section.Value) || property.SetMethod is null)
            return;
        if (TryConvert(section.Value, type, out var value))
            property.SetValue(target, value);
        else
            failures.Add(Refusal(section.Path, section.Value, type));
    }

    private static void ReadList(
        object target, PropertyInfo property, Type element, IConfigurationSection section, ICollection<string> failures)
    {
        var parts = section.GetChildren().ToArray();
        var values = new List<object>();
        if (!IsScalar(element))
        {
            foreach (var part in parts)
            {
                var item = Activator.CreateInstance(element)!;
                Read(item, part, failures);
                values.Add(item);
            }
        }
        else
        {
            var texts = parts.Length > 0
                ? parts.Select(p => (p.Path, Text: p.Value))
                : (section.Value ?? "").Split(',').Select(t => (section.Path, Text: (string?)t));
            foreach (var (path, text) in texts)
            {
                if (string.IsNullOrWhiteSpace(text))
                    continue;
                if (TryConvert(text, element, out var value))
                    values.Add(value!);
                else
                    failures.Add(Refusal(path, text, element));
            }
        }

        if (values.Count == 0)
            return;
        var list = Array.CreateInstance(element, values.Count);
        for (var i = 0; i < values.Count; i++)
            list.SetValue(values[i], i);
        property.SetValue(target, list);
    }

    private static void ReadNested(
        object target, PropertyInfo property, Type type, IConfigurationSection section, ICollection<string> failures)
    {
        var nested = property.GetValue(target);
        if (nested is null)
        {
            nested = Activator.CreateInstance(type)!;
            property.SetValue(target, nested);
        }

        Read(nested, section, failures);
    }

    private static bool IsScalar(Type type) =>
        type.IsPrimitive || type.IsEnum || type == typeof(string) || type == typeof(decimal) || type == typeof(TimeSpan)
            || type == typeof(Uri);

    private static bool TryConvert(string text, Type type, out object? value)
    {
        text = text.Trim();
        value = null;
        if (type == typeof(string))
        {
            value = text;
        }
        else if (type.IsEnum)
        {
            var name = text.Replace("-", "", StringComparison.Ordinal);
            var match = Array.Find(Enum.GetNames(type), n => n.Equals(name, StringComparison.OrdinalIgnoreCase));
            value = match is null ? null : Enum.Parse(type, match);
        }
        else if (type == typeof(Uri))
        {
            value = Uri.TryCreate(text, UriKind.Absolute, out var uri) ? uri : null;
        }
        else if (type == typeof(TimeSpan))
        {
            // "15" would read as fifteen days: a number without a colon is refused.
            value = text.Contains(':') && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span) ? span : null;
        }
        else
        {
            try
            {
                value = TypeDescriptor.GetConverter(type).ConvertFromInvariantString(text);
            }
            catch (Exception failure) when (failure is FormatException or ArgumentException or OverflowException or NotSupportedException)
            {
                return false;
            }
        }

        return value is not null;
    }

    private static string Refusal(string path, string text, Type type) => SettingsFailure.Say(path, text, Allowed(type));

    private static string Allowed(Type type) =>
        type.IsEnum ? string.Join(", ", Enum.GetNames(type).Select(n => char.ToLowerInvariant(n[0]) + n[1..]))
        : type == typeof(bool) ? "true or false"
        : type == typeof(TimeSpan) ? "a duration such as 00:15:00 (hours:minutes:seconds)"
        : type == typeof(Uri) ? "an absolute URL"
        : type == typeof(double) || type == typeof(float) || type == typeof(decimal) ? "a number"
        : "a whole number";
}
