using Portal.Access;
using Portal.Customers;

namespace Portal.WebHost.Api;

/// <summary>A customer and a carrier as the API takes and shows them.</summary>
internal static class CustomerShape
{
    private static readonly TextShape Optional = new() { Nullable = true };
    private static readonly NumberShape Limit = new() { Nullable = true };

    public static readonly ObjectShape Address = new(
        "Address",
        new Field("line1", Optional),
        new Field("line2", Optional),
        new Field("city", Optional),
        new Field("region", Optional),
        new Field("postalCode", Optional),
        new Field("country", Optional with { Description = "ISO 3166-1, two letters.", Example = "\"DE\"" }))
    {
        Nullable = true,
    };

    private static readonly Field[] Begin =
    [
        new("id", new TextShape { Description = "Assigned by us. It can't be changed.", Example = "\"c_01J9Z0QKX4T7M3N2P5R8V6W1YB\"" }),
        new("name", new TextShape { Example = "\"Acme Wholesale\"" }, Required: true),
        new("type", Optional with { Description = "In your own words: wholesale, call centre, …" }),
        new("status", new TextShape { Choices = CustomerStatuses.All, Description = "Default: active." }),
    ];

    private static readonly Field[] OfMoney =
    [
        new("currency", new TextShape { Description = "ISO 4217.", Example = "\"USD\"" }, Required: true),
        new("channels", Limit with { Description = "Simultaneous calls; null: no limit." }),
        new("cps", Limit with { Description = "Calls started per second; null: no limit." }),
        new("debitLimit", Amounts.MoneyOrNone with { Description = "How far below zero the balance may go. Default: 0." }),
        new("minimumPayment", Amounts.MoneyOrNone),
        new(
            "topUpCurrencies",
            new ListShape(new TextShape())
            {
                Description = "ISO 4217 codes in which payments are accepted in addition to currency.",
                Example = """["EUR"]""",
            }),
        new("tax", new TextShape { Nullable = true, Format = "decimal", Description = "Percentage, as decimal text.", Example = "\"19\"" }),
        new("payPalEmail", Optional with { Format = "email" }),
        new("invoiceSchedule", new TextShape { Nullable = true, Choices = Names<InvoiceSchedule>.All }),
        new("dueDays", Limit with { Description = "Days from an invoice's date until it is due." }),
        new("invoiceTemplate", Optional),
        new("recordingDays", Limit with { Description = "Days that recordings are kept." }),
        new("balance", Amounts.Money with { Description = "Completed payments less charges, in currency." }, ReadOnly: true),
    ];

    private static readonly Field[] End =
    [
        new(
            "domain",
            Optional with
            {
                Description = "The one domain its people sign in on; null: any whose brand has no reseller. "
                    + "Changing it moves its people as well: 409 with the addresses that are already taken there.",
                Example = "\"portal.acme.example\"",
            }),
        new(
            "accessShow",
            new ListShape(new TextShape { Choices = Sections.All }) { Description = "Sections in addition to those of the domain." }),
        new(
            "accessHide",
            new ListShape(new TextShape { Choices = Sections.All })
            {
                Description = "Sections that are hidden, whatever else shows them.",
            }),
        new("website", Optional with { Format = "uri" }),
        new("tags", new ListShape(new TextShape())),
        new("variables", new MapShape { Description = "Names and values of your own, at most 50.", Example = """{ "segment": "north" }""" }),
        new(
            "reseller",
            Optional with
            {
                Description = "Id of the brand whose reseller looks after it; null: the operator, or the reseller of its domain's brand.",
            }),
        new("accountManager", Optional),
        new("externalAccountId", Optional),
        new("timeZone", Optional with { Description = "IANA name; the time zone of its bills. null: UTC.", Example = "\"Europe/Berlin\"" }),
        new("address", Address),
        new("verification", Optional with { Description = "What staff verified about it, in words." }),
        new("publicNotes", Optional with { Description = "The customer can see it." }),
        new("privateNotes", Optional with { Description = "Only staff can see it." }),
        new("brand", Optional with { Description = "The brand that it belongs to, by domain or reseller; null: the operator's own." }, ReadOnly: true),
        new("version", new NumberShape { Description = "Increases with each change. It is the ETag." }, ReadOnly: true),
        new("createdAt", new TextShape { Format = "date-time" }, ReadOnly: true),
        new("changedAt", new TextShape { Format = "date-time" }, ReadOnly: true),
    ];

    public static readonly ObjectShape Customer = new("Customer", [.. Begin, .. OfMoney, .. End])
    {
        Example = """
            { "name": "Acme Wholesale", "status": "active", "currency": "USD", "channels": 120, "cps": 10, "debitLimit": "500.00",
              "minimumPayment": "20.00", "topUpCurrencies": ["EUR"], "tax": "19", "domain": "portal.acme.example",
              "accessShow": ["dids"], "accessHide": ["breakout"], "tags": ["vip"], "variables": { "segment": "north" },
              "timeZone": "America/New_York", "address": { "line1": "1 Main Street", "city": "Tucson", "country": "US" } }
            """,
    };

    public static readonly ObjectShape Carrier = new("Carrier", [.. Begin, .. End])
    {
        Description = "A seller to the operator: a customer without money and calls.",
        Example = """{ "name": "Globex Carrier Services", "status": "active", "domain": "portal.acme.example" }""",
    };

    private static readonly Field[] LineBegin =
    [
        new("id", new TextShape()),
        new("name", new TextShape()),
        new("status", new TextShape { Choices = CustomerStatuses.All }),
    ];

    private static readonly Field[] LineEnd =
    [
        new("domain", Optional),
        new("brand", Optional),
        new("tags", new ListShape(new TextShape())),
        new("contacts", new NumberShape { Description = "How many people it has." }),
        new("version", new NumberShape()),
        new("changedAt", new TextShape { Format = "date-time" }),
    ];

    public static readonly ObjectShape CustomerLine = new(
        "CustomerLine", [.. LineBegin, new("currency", new TextShape()), new("balance", Amounts.Money), .. LineEnd])
    {
        Description = "A customer in a list. GET /customers/{id} has all of it.",
    };

    public static readonly ObjectShape CarrierLine = new("CarrierLine", [.. LineBegin, .. LineEnd])
    {
        Description = "A carrier in a list. GET /carriers/{id} has all of it.",
    };

    public static ObjectShape Of(CustomerKind kind) => kind == CustomerKind.Carrier ? Carrier : Customer;

    public static ObjectShape LineOf(CustomerKind kind) => kind == CustomerKind.Carrier ? CarrierLine : CustomerLine;
}
