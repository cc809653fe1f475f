using Portal.Calls;
using Portal.Saving;

namespace Portal.WebHost.ControlPanel;

/// <summary>What the list of calls is made of.</summary>
public sealed record CallsModel
{
    public required StaffCall Call { get; init; }

    /// <summary>With the customer's id, whatever was typed.</summary>
    public required ListUrl Url { get; init; }
    public required ShownRange Range { get; init; }
    public FilteredCustomer? Customer { get; init; }
    public IReadOnlyList<Call> Items { get; init; } = [];
    public string? Next { get; init; }
    public string? Previous { get; init; }

    /// <summary>What was made before it is kept no longer, though it was asked for.</summary>
    public DateTimeOffset? KeptFrom { get; init; }
    public IReadOnlyList<FieldError> Problems { get; init; } = [];

    /// <summary>One for each currency; null: too many to sum in time.</summary>
    public IReadOnlyList<CallSums>? Totals { get; init; } = [];

    /// <summary>What the customers of the page are called, by their ids.</summary>
    public IReadOnlyDictionary<string, string> Names { get; init; } = new Dictionary<string, string>();

    /// <summary>They were looked for by their id, whenever they were made.</summary>
    public bool IsById { get; init; }

    /// <summary>Null: something in the address is wrong, or it asks for an id.</summary>
    internal CallQuery? Query { get; init; }

    public string NameOf(Call call) => Names.GetValueOrDefault(call.Customer) ?? call.Customer;
}
