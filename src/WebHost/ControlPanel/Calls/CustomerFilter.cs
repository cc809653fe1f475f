using Portal.Customers;
using Portal.Saving;
using Portal.Storage;

namespace Portal.WebHost.ControlPanel;

/// <param name="Name">Null: there is none of this id, or not for the signed-in person.</param>
public sealed record FilteredCustomer(string Id, string? Name)
{
    public string Text => Name ?? Id;
}

/// <summary>Whose calls are asked for: by id, or by what the list of customers finds.</summary>
internal sealed class CustomerFilter(CustomerDesk desk)
{
    private const string Field = "customer";
    private const int Told = 4;

    /// <summary>The same address with the customer's id in it; null: of all.</summary>
    public async Task<(ListUrl Url, FilteredCustomer? Customer)> Read(StaffCall call, ListUrl url, List<FieldError> errors)
    {
        if (url.Filter(Field) is not { } typed)
            return (url, null);
        if (CustomerIds.Is(CustomerKind.Customer, typed))
        {
            var found = await desk.Find(call.Caller, CustomerKind.Customer, typed, call.Aborted);
            return (url, new(typed, found.Value?.Settings.Name));
        }

        var page = await desk.List(call.Caller, new CustomerQuery(new ListQuery(typed, Told)), call.Aborted);
        var same = page.Items.Where(row => row.Name.Equals(typed, StringComparison.OrdinalIgnoreCase)).ToArray();
        if ((page.Items.Count == 1 ? page.Items[0] : same.Length == 1 ? same[0] : null) is { } only)
            return (url.With(Field, only.Id) with { After = url.After }, new(only.Id, only.Name));
        errors.Add(new(Field, page.Items.Count == 0
            ? $"No customer matches “{typed}”."
            : $"Several customers match: {string.Join(", ", page.Items.Select(row => row.Name))}. Choose one of them, or enter its id."));
        return (url, null);
    }
}
