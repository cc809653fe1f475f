using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.Customers;
using Portal.Saving;

namespace Portal.WebHost.Api;

/// <summary>Reads and writes what hangs on a customer.</summary>
internal static class ItemJson
{
    /// <param name="document">Its shape was checked.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="currency">The customer's: a payment that names none is in this one.</param>
    /// <param name="errors">Takes what is wrong.</param>
    public static ItemSettings Read(JsonElement document, ItemKind kind, string currency, List<FieldError> errors)
    {
        var fields = new Fields(document, "", errors);
        return kind switch
        {
            ItemKind.Payment => Payment(fields, currency),
            ItemKind.Route => Route(fields),
            ItemKind.Package => Package(fields),
            ItemKind.Alert => Alert(fields),
            ItemKind.Contract => Contract(fields),
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
    }

    public static JsonObject Write(ItemView view)
    {
        var json = view.Settings switch
        {
            Payment payment => Write(payment),
            CustomerRoute route => Write(route),
            CustomerPackage package => Write(package),
            CustomerAlert alert => Write(alert),
            CustomerContract contract => Write(contract),
            _ => throw new ArgumentOutOfRangeException(nameof(view)),
        };
        json.Insert(0, "id", view.Id);
        json["createdAt"] = Times.Text(view.CreatedAt);
        json["version"] = view.Version;
        return json;
    }

    private static Payment Payment(Fields fields, string currency) => new()
    {
        Time = fields.Time("time"),
        Total = Required(fields, "total", "Enter the amount, such as 5.00."),
        Currency = fields.Text("currency") ?? currency,
        Status = fields.Choice("status", PaymentStatus.Completed),
        Description = fields.Text("description"),
        Fee = fields.Decimal("fee"),
        Method = fields.Text("method"),
    };

    private static CustomerRoute Route(Fields fields) => new()
    {
        Name = fields.Text("name") ?? "",
        Prefix = fields.Text("prefix"),
        RateCard = fields.Text("rateCard"),
        TechPrefix = fields.Text("techPrefix"),
        Channels = fields.Count("channels"),
        Cps = fields.Count("cps"),
        MaxDuration = fields.Count("maxDuration"),
        SipPing = fields.Choice("sipPing", SipPing.Off),
        Enabled = fields.Flag("enabled", true),
        Notes = fields.Text("notes"),
        RouteNotes = fields.Text("routeNotes"),
    };

    private static CustomerPackage Package(Fields fields) => new()
    {
        Name = fields.Text("name") ?? "",
        Retail = fields.Decimal("retail"),
        Currency = fields.Text("currency"),
        Frequency = fields.Choice("frequency", PackageFrequency.Monthly),
        Quantity = fields.Number("quantity", 1),
        Start = fields.Date("start"),
        End = fields.Date("end"),
        AutoDecrement = fields.Flag("autoDecrement"),
        Description = fields.Text("description"),
        OneTimeCharge = fields.Decimal("oneTimeCharge"),
    };

    private static CustomerAlert Alert(Fields fields) => new()
    {
        Title = fields.Text("title") ?? "",
        Area = fields.Choice("area", AlertArea.Balance),
        Operator = fields.Choice("operator", AlertOperator.Lt),
        Threshold = Required(fields, "threshold", "Enter the value at which it fires, such as 10."),
        ResetThreshold = fields.Decimal("resetThreshold"),
        SamplePeriod = fields.Count("samplePeriod"),
        Repeat = fields.Count("repeat"),
        Level = fields.Text("level"),
        Email = fields.Text("email"),
        Penalty = fields.Flag("penalty"),
    };

    private static CustomerContract Contract(Fields fields) => new()
    {
        Name = fields.Text("name") ?? "",
        Text = fields.Text("text"),
        Required = fields.Flag("required"),
        GraceUntil = fields.Time("graceUntil"),
    };

    private static decimal Required(Fields fields, string name, string reason)
    {
        if (fields.Text(name) is null)
            fields.Refuse(name, reason);
        return fields.Decimal(name) ?? 0;
    }

    private static JsonObject Write(Payment payment) => new()
    {
        ["time"] = Times.Text(payment.Time),
        ["total"] = Amounts.Text(payment.Total, payment.Currency),
        ["currency"] = payment.Currency,
        ["status"] = Names<PaymentStatus>.Of(payment.Status),
        ["description"] = payment.Description,
        ["fee"] = Amounts.Text(payment.Fee, payment.Currency),
        ["method"] = payment.Method,
    };

    private static JsonObject Write(CustomerRoute route) => new()
    {
        ["name"] = route.Name,
        ["prefix"] = route.Prefix,
        ["rateCard"] = route.RateCard,
        ["techPrefix"] = route.TechPrefix,
        ["channels"] = route.Channels,
        ["cps"] = route.Cps,
        ["maxDuration"] = route.MaxDuration,
        ["sipPing"] = Names<SipPing>.Of(route.SipPing),
        ["enabled"] = route.Enabled,
        ["notes"] = route.Notes,
        ["routeNotes"] = route.RouteNotes,
    };

    private static JsonObject Write(CustomerPackage package) => new()
    {
        ["name"] = package.Name,
        ["retail"] = Amounts.Text(package.Retail, package.Currency),
        ["currency"] = package.Currency,
        ["frequency"] = Names<PackageFrequency>.Of(package.Frequency),
        ["quantity"] = package.Quantity,
        ["start"] = Text(package.Start),
        ["end"] = Text(package.End),
        ["autoDecrement"] = package.AutoDecrement,
        ["description"] = package.Description,
        ["oneTimeCharge"] = Amounts.Text(package.OneTimeCharge, package.Currency),
    };

    private static JsonObject Write(CustomerAlert alert) => new()
    {
        ["title"] = alert.Title,
        ["area"] = Names<AlertArea>.Of(alert.Area),
        ["operator"] = Names<AlertOperator>.Of(alert.Operator),
        ["threshold"] = Amounts.Text(alert.Threshold, null),
        ["resetThreshold"] = Amounts.Text(alert.ResetThreshold, null),
        ["samplePeriod"] = alert.SamplePeriod,
        ["repeat"] = alert.Repeat,
        ["level"] = alert.Level,
        ["email"] = alert.Email,
        ["penalty"] = alert.Penalty,
    };

    private static JsonObject Write(CustomerContract contract) => new()
    {
        ["name"] = contract.Name,
        ["text"] = contract.Text,
        ["required"] = contract.Required,
        ["graceUntil"] = Times.Text(contract.GraceUntil),
        ["approvedAt"] = Times.Text(contract.ApprovedAt),
        ["approvedBy"] = contract.ApprovedBy,
    };

    private static string? Text(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
