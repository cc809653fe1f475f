using Portal.Calls;
using Portal.Saving;

namespace Portal.WebHost.ControlPanel;

/// <summary>What the page of sums is made of.</summary>
public sealed record SumsModel
{
    public required StaffCall Call { get; init; }

    /// <summary>With the customer's id, whatever was typed.</summary>
    public required ListUrl Url { get; init; }
    public required ShownRange Range { get; init; }
    public FilteredCustomer? Customer { get; init; }
    public IReadOnlyList<FieldError> Problems { get; init; } = [];

    /// <summary>When the nightly proof last found all of it right; null: not since calls of it came in.</summary>
    public DateTimeOffset? VerifiedAt { get; init; }

    internal BreakoutGroup Group { get; init; }

    /// <summary>Null: something in the address is wrong.</summary>
    internal BreakoutQuery? Query { get; init; }

    internal Breakout? Found { get; init; }
}
