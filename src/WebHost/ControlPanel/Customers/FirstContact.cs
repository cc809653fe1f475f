using Portal.Customers;
using Portal.People;
using Portal.Saving;

namespace Portal.WebHost.ControlPanel;

/// <summary>Whoever is invited together with a new customer: two fields of its form.</summary>
internal static class FirstContact
{
    public static readonly string[] Fields = ["contact.name", "contact.email"];

    public static bool IsTyped(FormValues values) => values.One("contact.email") is not null || values.One("contact.name") is not null;

    /// <summary>Looked at before the customer is made, so that a typing error makes neither.</summary>
    public static void Check(FormValues values, List<FieldError> errors)
    {
        if (IsTyped(values))
            errors.AddRange(ContactRules.Check(Read(values)).Errors.Select(error => error with { Field = "contact." + error.Field }));
    }

    /// <returns>Where its page is, below the customer's contacts; null: none was asked for, or it couldn't be invited.</returns>
    public static async Task<string?> Add(
        FormValues values, CustomerView made, Change change, CustomerContactDesk contacts, StaffCall call) =>
        IsTyped(values)
            && await contacts.AddFirst(call.Caller, made, Read(values), change, call.Aborted) is { IsDone: true, Value: { } added }
            ? added.Id + "?done=added"
            : null;

    private static ContactSettings Read(FormValues values) => new()
    {
        Name = values.One("contact.name")?.Trim() ?? "",
        Email = values.One("contact.email")?.Trim() ?? "",
    };
}
