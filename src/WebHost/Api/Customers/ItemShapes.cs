using Portal.Customers;

namespace Portal.WebHost.Api;

/// <summary>What hangs on a customer, as the API takes and shows it.</summary>
internal static class ItemShapes
{
    private static readonly TextShape Optional = new() { Nullable = true };
    private static readonly NumberShape Count = new() { Nullable = true };
    private static readonly TextShape Decimal = new() { Format = "decimal", Description = "Decimal text.", Example = "\"-10\"" };
    private static readonly TextShape Time = new() { Nullable = true, Format = "date-time" };
    private static readonly TextShape Date = new() { Nullable = true, Format = "date" };
    private static readonly TextShape Currency = new()
    {
        Nullable = true,
        Description = "ISO 4217: the customer's, or one of its currencies for top-up. Default: the customer's.",
        Example = "\"USD\"",
    };

    public static readonly ObjectShape Payment = Make(
        "Payment",
        new Field("time", Time with { Description = "Default: now." }),
        new Field("total", Amounts.Money with { Description = "The amount received; less than zero: a refund." }, Required: true),
        new Field("currency", Currency),
        new Field(
            "status",
            new TextShape
            {
                Choices = Names<PaymentStatus>.All,
                Description = "Default: completed. Only completed ones count towards the balance.",
            }),
        new Field("description", Optional with { Description = "Only staff can see what follows a #." }),
        new Field("fee", Amounts.MoneyOrNone),
        new Field("method", Optional with { Description = "In words: bank transfer, voucher, …" }));

    public static readonly ObjectShape Route = Make(
        "Route",
        new Field("name", new TextShape(), Required: true),
        new Field("prefix", Optional),
        new Field("rateCard", Optional),
        new Field("techPrefix", Optional),
        new Field("channels", Count),
        new Field("cps", Count),
        new Field("maxDuration", Count with { Description = "In seconds." }),
        new Field("sipPing", new TextShape { Choices = Names<SipPing>.All, Description = "Default: off." }),
        new Field("enabled", new FlagShape { Description = "Default: true." }),
        new Field("notes", Optional with { Description = "From you, visible to the customer." }),
        new Field("routeNotes", Optional with { Description = "The customer's own." }));

    public static readonly ObjectShape Package = Make(
        "Package",
        new Field("name", new TextShape(), Required: true),
        new Field("retail", Amounts.MoneyOrNone with { Description = "The price; null: left open." }),
        new Field("currency", Currency),
        new Field("frequency", new TextShape { Choices = Names<PackageFrequency>.All, Description = "Default: monthly." }),
        new Field("quantity", new NumberShape { Description = "Default: 1." }),
        new Field("start", Date),
        new Field("end", Date),
        new Field("autoDecrement", new FlagShape()),
        new Field("description", Optional),
        new Field("oneTimeCharge", Amounts.MoneyOrNone with { Description = "Charged once, at the start." }));

    public static readonly ObjectShape Alert = Make(
        "Alert",
        new Field("title", new TextShape(), Required: true),
        new Field("area", new TextShape { Choices = Names<AlertArea>.All, Description = "Default: balance." }),
        new Field("operator", new TextShape { Choices = Names<AlertOperator>.All, Description = "Default: lt." }),
        new Field("threshold", Decimal, Required: true),
        new Field(
            "resetThreshold", Decimal with { Nullable = true, Description = "It can fire again once the value has crossed this one." }),
        new Field("samplePeriod", Count with { Description = "In minutes." }),
        new Field("repeat", Count with { Description = "In minutes; null: once until reset." }),
        new Field("level", Optional with { Description = "In words: notice, warning, critical." }),
        new Field("email", Optional with { Format = "email" }),
        new Field("penalty", new FlagShape { Description = "Whether firing sets the customer's status to penalty." }));

    public static readonly ObjectShape Contract = Make(
        "Contract",
        new Field("name", new TextShape(), Required: true),
        new Field("text", Optional),
        new Field("required", new FlagShape { Description = "Past its grace period, and not approved, it closes the other sections." }),
        new Field("graceUntil", Time with { Description = "null: it may wait for ever." }),
        new Field("approvedAt", Time, ReadOnly: true),
        new Field("approvedBy", Optional with { Description = "The name that the approver typed." }, ReadOnly: true));

    public static ObjectShape Of(ItemKind kind) => kind switch
    {
        ItemKind.Payment => Payment,
        ItemKind.Route => Route,
        ItemKind.Package => Package,
        ItemKind.Alert => Alert,
        ItemKind.Contract => Contract,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static ObjectShape Make(string name, params Field[] fields) => new(
        name,
        [
            new Field("id", new TextShape { Description = "Assigned by us. It can't be changed." }),
            .. fields,
            new Field("createdAt", new TextShape { Format = "date-time" }, ReadOnly: true),
            new Field("version", new NumberShape { Description = "Increases with each change. It is the ETag." }, ReadOnly: true),
        ]);
}
