using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.Customers;
using Portal.Saving;

namespace Portal.WebHost.Api;

/// <summary>Reads and writes customers and carriers.</summary>
internal static class CustomerJson
{
    public static CustomerSettings Read(JsonElement document, CustomerKind kind, List<FieldError> errors)
    {
        var fields = new Fields(document, "", errors);
        var settings = new CustomerSettings
        {
            Id = fields.Text("id") ?? "",
            Kind = kind,
            Name = fields.Text("name") ?? "",
            Type = fields.Text("type"),
            Status = Status(fields),
            Domain = fields.Text("domain"),
            AccessShow = fields.Texts("accessShow") ?? [],
            AccessHide = fields.Texts("accessHide") ?? [],
            Website = fields.Text("website"),
            Tags = fields.Texts("tags") ?? [],
            Variables = fields.Map("variables"),
            Reseller = fields.Text("reseller"),
            AccountManager = fields.Text("accountManager"),
            ExternalAccountId = fields.Text("externalAccountId"),
            TimeZone = fields.Text("timeZone"),
            Address = Address(fields.Inside("address")),
            Verification = fields.Text("verification"),
            PublicNotes = fields.Text("publicNotes"),
            PrivateNotes = fields.Text("privateNotes"),
        };
        return kind == CustomerKind.Carrier ? settings : settings with
        {
            Currency = fields.Text("currency") ?? "",
            Channels = fields.Count("channels"),
            Cps = fields.Count("cps"),
            DebitLimit = fields.Decimal("debitLimit") ?? 0,
            MinimumPayment = fields.Decimal("minimumPayment"),
            TopUpCurrencies = fields.Texts("topUpCurrencies") ?? [],
            Tax = fields.Decimal("tax"),
            PayPalEmail = fields.Text("payPalEmail"),
            InvoiceSchedule = fields.Text("invoiceSchedule") is null ? null : fields.Choice("invoiceSchedule", InvoiceSchedule.Monthly),
            DueDays = fields.Count("dueDays"),
            InvoiceTemplate = fields.Text("invoiceTemplate"),
            RecordingDays = fields.Count("recordingDays"),
        };
    }

    /// <param name="view">What is there.</param>
    /// <param name="balances">Of each currency; a carrier has none.</param>
    public static JsonObject Write(CustomerView view, Balances balances)
    {
        var settings = view.Settings;
        var json = new JsonObject
        {
            ["id"] = settings.Id,
            ["name"] = settings.Name,
            ["type"] = settings.Type,
            ["status"] = CustomerStatuses.Of(settings.Status),
        };
        if (!settings.IsCarrier)
            WriteMoney(json, settings, balances.In(settings.Currency));
        json["domain"] = settings.Domain;
        json["accessShow"] = LookShape.Texts(settings.AccessShow);
        json["accessHide"] = LookShape.Texts(settings.AccessHide);
        json["website"] = settings.Website;
        json["tags"] = LookShape.Texts(settings.Tags);
        json["variables"] = new JsonObject(settings.Variables.Select(one => KeyValuePair.Create<string, JsonNode?>(one.Key, one.Value)));
        json["reseller"] = settings.Reseller;
        json["accountManager"] = settings.AccountManager;
        json["externalAccountId"] = settings.ExternalAccountId;
        json["timeZone"] = settings.TimeZone;
        json["address"] = Write(settings.Address);
        json["verification"] = settings.Verification;
        json["publicNotes"] = settings.PublicNotes;
        json["privateNotes"] = settings.PrivateNotes;
        json["brand"] = view.Brand;
        json["version"] = view.Version;
        json["createdAt"] = Times.Text(view.CreatedAt);
        json["changedAt"] = Times.Text(view.ChangedAt);
        return json;
    }

    public static JsonObject Write(CustomerRow row)
    {
        var json = new JsonObject { ["id"] = row.Id, ["name"] = row.Name, ["status"] = CustomerStatuses.Of(row.Status) };
        if (row.Kind == CustomerKind.Customer)
        {
            json["currency"] = row.Currency;
            json["balance"] = Amounts.Text(row.Balance.Amount, row.Currency);
        }

        json["domain"] = row.Domain;
        json["brand"] = row.Brand;
        json["tags"] = LookShape.Texts(row.Tags);
        json["contacts"] = row.Contacts;
        json["version"] = row.Version;
        json["changedAt"] = Times.Text(row.ChangedAt);
        return json;
    }

    private static void WriteMoney(JsonObject json, CustomerSettings settings, Money balance)
    {
        json["currency"] = settings.Currency;
        json["channels"] = settings.Channels;
        json["cps"] = settings.Cps;
        json["debitLimit"] = Amounts.Text(settings.DebitLimit, settings.Currency);
        json["minimumPayment"] = Amounts.Text(settings.MinimumPayment, settings.Currency);
        json["topUpCurrencies"] = LookShape.Texts(settings.TopUpCurrencies);
        json["tax"] = Amounts.Text(settings.Tax, null);
        json["payPalEmail"] = settings.PayPalEmail;
        json["invoiceSchedule"] = settings.InvoiceSchedule is { } schedule ? Names<InvoiceSchedule>.Of(schedule) : null;
        json["dueDays"] = settings.DueDays;
        json["invoiceTemplate"] = settings.InvoiceTemplate;
        json["recordingDays"] = settings.RecordingDays;
        json["balance"] = Amounts.Text(balance.Amount, balance.Currency);
    }

    private static CustomerStatus Status(Fields fields)
    {
        if (fields.Text("status") is not { } text)
            return CustomerStatus.Active;
        if (CustomerStatuses.Parse(text) is { } status)
            return status;
        fields.Refuse("status", CustomerStatuses.Advice);
        return CustomerStatus.Active;
    }

    private static AddressSettings Address(Fields? fields) => fields is not { } address ? new AddressSettings() : new AddressSettings
    {
        Line1 = address.Text("line1"),
        Line2 = address.Text("line2"),
        City = address.Text("city"),
        Region = address.Text("region"),
        PostalCode = address.Text("postalCode"),
        Country = address.Text("country"),
    };

    private static JsonObject Write(AddressSettings address) => new()
    {
        ["line1"] = address.Line1,
        ["line2"] = address.Line2,
        ["city"] = address.City,
        ["region"] = address.Region,
        ["postalCode"] = address.PostalCode,
        ["country"] = address.Country,
    };
}
