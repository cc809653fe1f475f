using Portal.Customers;
using Portal.Saving;

namespace Portal.WebHost.Documents;

/// <summary>The states of a customer, by the names that the contract fixes: unlike all others, one has a hyphen there. Pure.</summary>
internal static class CustomerStatusSpelling
{
    private static readonly (string Name, CustomerStatus Value)[] Names =
    [
        ("active", CustomerStatus.Active),
        ("inactive", CustomerStatus.Inactive),
        ("penalty", CustomerStatus.Penalty),
        ("pending-approval", CustomerStatus.PendingApproval),
    ];

    private static readonly string[] All = [.. Names.Select(one => one.Name)];

    public static readonly TextShape Shape = new() { Choices = All };

    /// <summary>In a form each has its plain name.</summary>
    public static readonly Spelling<CustomerStatus> Status = Spellings.Choice<CustomerStatus>() with
    {
        Shape = Shape,
        FromJson = Read,
        ToJson = value => Of(value),
    };

    public static string Of(CustomerStatus value) => Array.Find(Names, one => one.Value == value).Name ?? UnknownNames.Of(value);

    private static CustomerStatus Read(Fields json, string name, CustomerStatus absent)
    {
        if (json.Text(name) is not { } text)
            return absent;
        if (Array.Find(Names, one => one.Name == text) is { Name: not null } found)
            return found.Value;
        if (UnknownNames.TryParse<CustomerStatus>(text, out var kept))
            return kept;
        json.Refuse(name, $"This status doesn't exist. Allowed: {string.Join(", ", All)}.");
        return absent;
    }
}
