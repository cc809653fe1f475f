namespace Portal.WebHost.ControlPanel;

/// <summary>One thing that a deletion does, or that it meets: said before the button.</summary>
/// <param name="Link">Where it can be seen, or given up; null: nowhere.</param>
public sealed record Consequence(string Text, string? Link = null)
{
    /// <summary>“1 domain”, “1,200 domains”.</summary>
    public static string Count(long count, string one, string many) =>
        count == 1 ? "1 " + one : $"{count.ToString("N0", System.Globalization.CultureInfo.InvariantCulture)} {many}";
}

/// <summary>What is known before something is deleted.</summary>
public sealed record Deletion
{
    /// <summary>The menu's section that its page is of.</summary>
    public required string Section { get; init; }

    /// <summary>Of what is deleted.</summary>
    public required string Name { get; init; }

    /// <summary>Where whoever thinks better of it goes.</summary>
    public required string Back { get; init; }

    /// <summary>Where the form is sent to.</summary>
    public required string Action { get; init; }

    /// <summary>What the page and its button say.</summary>
    public string Verb { get; init; } = "Delete";

    /// <summary>Its name is typed to confirm; what can be had again by a click needs no more than one.</summary>
    public bool AsksName { get; init; } = true;

    /// <summary>What has to be moved or given up first. Nothing is deleted while there is any.</summary>
    public IReadOnlyList<Consequence> InTheWay { get; init; } = [];

    /// <summary>What will be gone, and what stays.</summary>
    public required IReadOnlyList<Consequence> Follows { get; init; }

    /// <summary>What was wrong with what was typed, or what the deletion met.</summary>
    public string? Error { get; init; }

    /// <summary>For <see cref="FormKey"/>; null where it hangs on no customer or domain.</summary>
    public string? For { get; init; }

    public IResult Page(StaffCall call) => PanelPage.Of<DeletePage>(
        new { Call = call, Plan = this },
        Error is null
            ? StatusCodes.Status200OK
            : InTheWay.Count > 0
            ? StatusCodes.Status409Conflict
            : StatusCodes.Status422UnprocessableEntity);

    /// <summary>What was typed in place of the name; null: it is the name.</summary>
    public static string? Refusal(IFormCollection posted, string name) =>
        posted["name"].ToString().Trim() == name.Trim() ? null : $"Type {name} to confirm.";
}
