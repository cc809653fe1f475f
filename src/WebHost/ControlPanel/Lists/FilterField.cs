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

    /// <summary>A value in words.</summary>
    public string Text(string value) =>
        Options?.FirstOrDefault(option => option.Value == value).Text ?? (Options is null && !IsDate ? value : $"{Label} {value}");

    /// <summary>What its chip does.</summary>
    public string Removal(string value) => $"Remove the {(IsDate ? "filter" : Label.ToLowerInvariant())} {Text(value)}";

    public static FilterField[] Dates(string name, string label) =>
        [new(name + "From", label + " from (UTC)") { IsDate = true }, new(name + "Before", label + " before (UTC)") { IsDate = true }];
}
