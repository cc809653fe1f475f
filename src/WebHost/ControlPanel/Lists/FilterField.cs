namespace Portal.WebHost.ControlPanel;

/// <summary>A filter of a list as its page offers it.</summary>
/// <param name="Name">Of the plan's filter.</param>
/// <param name="Label">What it is of: “Status”.</param>
public sealed record FilterField(string Name, string Label)
{
    /// <summary>What can be chosen; null: it is typed.</summary>
    public IReadOnlyList<(string Value, string Text)>? Options { get; init; }

    /// <summary>It is a day.</summary>
    public bool IsDate { get; init; }

    /// <summary>It is set by a link in the list, and taken away by its chip.</summary>
    public bool IsLinked { get; init; }

    /// <summary>Where to search for what is typed; null: nowhere.</summary>
    public string? Find { get; init; }

    /// <summary>What people read for the present value, where that is an id.</summary>
    public string? Shown { get; init; }

    /// <summary>Its values say nothing without what they are of.</summary>
    public bool IsNamed { get; init; }

    /// <summary>What the empty field says; null: any of what it is of.</summary>
    public string? Hint { get; init; }

    /// <summary>The page shows it elsewhere: it has no chip.</summary>
    public bool IsQuiet { get; init; }

    /// <summary>A value in words.</summary>
    public string Text(string value) => Shown ?? Options?.FirstOrDefault(option => option.Value == value).Text
        ?? (Options is null && !IsDate && !IsNamed ? value : $"{Label} {value}");

    /// <summary>Those that a page shows elsewhere.</summary>
    public static IEnumerable<FilterField> Quiet(params (string Name, string Label)[] fields) =>
        fields.Select(field => new FilterField(field.Name, field.Label) { IsLinked = true, IsQuiet = true });

    /// <summary>What its chip does.</summary>
    public string Removal(string value) => $"Remove the {(IsDate || IsNamed ? "filter" : Label.ToLowerInvariant())} {Text(value)}";

    public static FilterField[] Dates(string name, string label) =>
        [new(name + "From", label + " from (UTC)") { IsDate = true }, new(name + "Before", label + " before (UTC)") { IsDate = true }];
}
