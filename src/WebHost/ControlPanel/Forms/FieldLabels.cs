using Portal.WebHost.Items;

namespace Portal.WebHost.ControlPanel;

/// <summary>The fields of the forms by the labels that stand above them, and their values as a person reads them. Pure.</summary>
internal static class FieldLabels
{
    // What two documents have in common is called the same in both: tests compare them with the forms.
    private static readonly Dictionary<string, FormField> Known = new[]
    {
        DomainDocument.Domain.Form(),
        BrandDocument.Brand.Form(),
        CustomerDocument.Customer.Form(),
        ContactDocument.Contact.Form(),
        OperatorDocument.Operator.Form(),
        PlatformDocument.Platform.Form(),
    }
    .SelectMany(form => form)
    .DistinctBy(field => field.Name, StringComparer.Ordinal)
    .ToDictionary(field => field.Name, StringComparer.Ordinal);

    private static readonly HashSet<string> Keys = Known.Values.Where(field => field.IsKeys).Select(field => field.Name)
        .Concat(ItemPlans.All.SelectMany(plan => plan.Fields).Where(field => field.Input == ItemInput.Choice).Select(field => field.Name))
        .ToHashSet(StringComparer.Ordinal);

    public static IEnumerable<string> All => Known.Keys;

    /// <summary>A field's label; a key that has none of its own reads as columns do.</summary>
    public static string Of(string name) => Known.TryGetValue(name, out var field) ? field.Label : Words.Column(name);

    /// <summary>What a field holds, in words: ticks as yes and no, keys as they are called on pages.</summary>
    public static string Shown(FormValues values, string name) => values.Text(name) switch
    {
        "" => "",
        "true" => "Yes",
        var text when Keys.Contains(name) => string.Join(", ", text.Split(", ").Select(Words.Column)),
        var text => text,
    };
}
