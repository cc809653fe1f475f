using Portal.Access;
using Portal.Customers;
using Portal.Saving;

namespace Portal.WebHost.ControlPanel;

/// <summary>A customer's settings as its form's fields, and back. Pure.</summary>
internal static class CustomerFields
{
    public static FormValues Write(CustomerSettings customer)
    {
        var values = new FormValues();
        values.Set("name", customer.Name);
        values.Set("type", customer.Type);
        values.Set("status", SharedFields.Name(customer.Status));
        values.Set("currency", customer.Currency);
        values.Set("channels", Numbers.Text(customer.Channels));
        values.Set("cps", Numbers.Text(customer.Cps));
        values.Set("debitLimit", Numbers.Text((decimal?)customer.DebitLimit));
        values.Set("minimumPayment", Numbers.Text(customer.MinimumPayment));
        values.Set("topUpCurrencies", string.Join(", ", customer.TopUpCurrencies));
        values.Set("tax", Numbers.Text(customer.Tax));
        values.Set("domain", customer.Domain);
        values.Set("accessShow", customer.AccessShow);
        values.Set("accessHide", customer.AccessHide);
        values.Set("website", customer.Website);
        values.Set("payPalEmail", customer.PayPalEmail);
        values.Set("tags", string.Join(", ", customer.Tags));
        values.Set("variables", string.Join('\n', customer.Variables.Select(v => $"{v.Key} = {v.Value}")));
        values.Set("reseller", customer.Reseller);
        values.Set("accountManager", customer.AccountManager);
        values.Set("invoiceSchedule", customer.InvoiceSchedule is { } schedule ? SharedFields.Name(schedule) : null);
        values.Set("dueDays", Numbers.Text(customer.DueDays));
        values.Set("invoiceTemplate", customer.InvoiceTemplate);
        values.Set("externalAccountId", customer.ExternalAccountId);
        values.Set("recordingDays", Numbers.Text(customer.RecordingDays));
        values.Set("timeZone", customer.TimeZone);
        values.Set("address.line1", customer.Address.Line1);
        values.Set("address.line2", customer.Address.Line2);
        values.Set("address.city", customer.Address.City);
        values.Set("address.region", customer.Address.Region);
        values.Set("address.postalCode", customer.Address.PostalCode);
        values.Set("address.country", customer.Address.Country);
        values.Set("verification", customer.Verification);
        values.Set("publicNotes", customer.PublicNotes);
        values.Set("privateNotes", customer.PrivateNotes);
        return values;
    }

    /// <summary>With what the form could not offer.</summary>
    public static CustomerSettings Keep(CustomerSettings read, CustomerSettings stored) => Keeping.Stay(read, stored) with
    {
        AccessShow = NotOffered.Keep(read.AccessShow, stored.AccessShow, Sections.All),
        AccessHide = NotOffered.Keep(read.AccessHide, stored.AccessHide, Sections.All),
    };

    public static CustomerSettings Read(FormValues values, string id, CustomerKind kind, List<FieldError> errors) => new()
    {
        Id = id,
        Kind = kind,
        Name = values.One("name")?.Trim() ?? "",
        Type = values.One("type"),
        Status = Numbers.Choice(values, "status", CustomerStatus.Active, errors),
        Currency = CurrencyCodes.Clean(values.One("currency")) ?? "",
        Channels = Numbers.Whole(values, "channels", errors),
        Cps = Numbers.Whole(values, "cps", errors),
        DebitLimit = Numbers.Amount(values, "debitLimit", errors) ?? 0,
        MinimumPayment = Numbers.Amount(values, "minimumPayment", errors),
        TopUpCurrencies = [.. (SharedFields.List(values.One("topUpCurrencies")) ?? []).Select(CurrencyCodes.Clean).OfType<string>()],
        Tax = Numbers.Amount(values, "tax", errors),
        Domain = values.One("domain")?.Trim(),
        AccessShow = values.Many("accessShow"),
        AccessHide = values.Many("accessHide"),
        Website = values.One("website"),
        PayPalEmail = values.One("payPalEmail"),
        Tags = Numbers.Parts(values.One("tags")),
        Variables = Variables(values, errors),
        Reseller = values.One("reseller")?.Trim(),
        AccountManager = values.One("accountManager"),
        InvoiceSchedule = values.One("invoiceSchedule") is null ? null : Numbers.Choice(values, "invoiceSchedule", InvoiceSchedule.Monthly, errors),
        DueDays = Numbers.Whole(values, "dueDays", errors),
        InvoiceTemplate = values.One("invoiceTemplate"),
        ExternalAccountId = values.One("externalAccountId"),
        RecordingDays = Numbers.Whole(values, "recordingDays", errors),
        TimeZone = values.One("timeZone")?.Trim(),
        Address = new AddressSettings
        {
            Line1 = values.One("address.line1"),
            Line2 = values.One("address.line2"),
            City = values.One("address.city"),
            Region = values.One("address.region"),
            PostalCode = values.One("address.postalCode"),
            Country = values.One("address.country")?.Trim().ToUpperInvariant(),
        },
        Verification = Lines(values, "verification"),
        PublicNotes = Lines(values, "publicNotes"),
        PrivateNotes = Lines(values, "privateNotes"),
    };

    private static string? Lines(FormValues values, string name) => values.One(name)?.ReplaceLineEndings("\n");

    private static Dictionary<string, string> Variables(FormValues values, List<FieldError> errors)
    {
        var read = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in (values.One("variables") ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var sign = line.IndexOf('=', StringComparison.Ordinal);
            if (sign <= 0)
                errors.Add(new("variables", $"Enter each as name = value. “{(line.Length <= 40 ? line : line[..40] + "…")}” isn't."));
            else if (!read.TryAdd(line[..sign].Trim(), line[(sign + 1)..].Trim()))
                errors.Add(new("variables", $"“{line[..sign].Trim()}” appears twice. Remove one."));
        }

        return read;
    }
}
