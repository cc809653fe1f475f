using System.Text.Json.Nodes;
using Portal.Access;
using Portal.Customers;
using static Portal.WebHost.Documents.FieldsOf<Portal.Customers.CustomerSettings, Portal.WebHost.Documents.CustomerShown>;
using static Portal.WebHost.Documents.ListSpellings;
using static Portal.WebHost.Documents.Spellings;

namespace Portal.WebHost.Documents;

/// <summary>A customer or carrier with what is computed of it.</summary>
/// <param name="Balances">Of each currency; a carrier has none.</param>
internal sealed record CustomerShown(CustomerView View, Balances Balances);

/// <summary>
/// A customer and a carrier, as people and programs read and change them: what only customers have is in <see cref="MoneyFields"/>.
/// </summary>
internal static class CustomerDocument
{
    private static readonly Field<CustomerSettings, CustomerShown>[] Begin =
    [
        Value("id", Name, c => c.Id, (c, v) => c with { Id = v }) with
        {
            Description = "Assigned by us. It can't be changed.",
            Example = "\"c_01J9Z0QKX4T7M3N2P5R8V6W1YB\"",
        },
        Value("name", "Name", Name, c => c.Name, (c, v) => c with { Name = v }) with { Required = true, Example = "\"Acme Wholesale\"" },
        Value("type", "Type", Text, c => c.Type, (c, v) => c with { Type = v }) with
        {
            Description = "In your own words: wholesale, call centre, …",
        },
        Value("status", "Status", CustomerStatusSpelling.Status, c => c.Status, (c, v) => c with { Status = v }) with
        {
            Description = "Default: active.",
        },
    ];

    private static readonly Field<CustomerSettings, CustomerShown>[] End =
    [
        Value("domain", "Domain", Word, c => c.Domain, (c, v) => c with { Domain = v }) with
        {
            Description = "The one domain its people sign in on; null: any whose brand has no reseller. "
                + "Changing it moves its people as well: 409 with the addresses that are already taken there.",
            Example = "\"portal.acme.example\"",
        },
        Value("accessShow", "Portal access: Show", Keys(Sections.All), c => c.AccessShow, (c, v) => c with { AccessShow = v }) with
        {
            Description = "Sections in addition to those of the domain.",
        },
        Value("accessHide", "Portal access: Hide", Keys(Sections.All), c => c.AccessHide, (c, v) => c with { AccessHide = v }) with
        {
            Description = "Sections that are hidden, whatever else shows them.",
        },
        Value("website", "Website", Text, c => c.Website, (c, v) => c with { Website = v }) with { Format = "uri" },
        Value("tags", "Tags", Phrases, c => c.Tags, (c, v) => c with { Tags = v }),
        Value("variables", "Variables", Map, c => c.Variables, (c, v) => c with { Variables = v }) with
        {
            Description = "Names and values of your own, at most 50.",
            Example = """{ "segment": "north" }""",
        },
        Value("reseller", "Reseller", Word, c => c.Reseller, (c, v) => c with { Reseller = v }) with
        {
            Description = "Id of the brand whose reseller looks after it; null: the operator, or the reseller of its domain's brand.",
        },
        Value("accountManager", "Account manager", Text, c => c.AccountManager, (c, v) => c with { AccountManager = v }),
        Value("externalAccountId", "External accounting id", Text, c => c.ExternalAccountId, (c, v) => c with { ExternalAccountId = v }),
        Value("timeZone", "Time zone", Word, c => c.TimeZone, (c, v) => c with { TimeZone = v }) with
        {
            Description = "IANA name; the time zone of its bills. null: UTC.",
            Example = "\"Europe/Berlin\"",
        },
        Part("address", AddressDocument.Address, c => c.Address, (c, v) => c with { Address = v }),
        Value("verification", "What was checked", Lines, c => c.Verification, (c, v) => c with { Verification = v }) with
        {
            Description = "What staff verified about it, in words.",
        },
        Value("publicNotes", "Public notes", Lines, c => c.PublicNotes, (c, v) => c with { PublicNotes = v }) with
        {
            Description = "The customer can see it.",
        },
        Value("privateNotes", "Private notes", Lines, c => c.PrivateNotes, (c, v) => c with { PrivateNotes = v }) with
        {
            Description = "Only staff can see it.",
        },
        Shown(
            "brand",
            Optional with { Description = "The brand that it belongs to, by domain or reseller; null: the operator's own." },
            shown => shown.View.Brand),
        Shown("version", Versions.Shape, shown => shown.View.Version),
        Shown("createdAt", Times.Shape, shown => Times.Text(shown.View.CreatedAt)),
        Shown("changedAt", Times.Shape, shown => Times.Text(shown.View.ChangedAt)),
    ];

    public static readonly Document<CustomerSettings, CustomerShown> Customer = new(
        "Customer", () => New(CustomerKind.Customer), [.. Begin, .. MoneyFields.All, .. End])
    {
        Example = """
            { "name": "Acme Wholesale", "status": "active", "currency": "USD", "channels": 120, "cps": 10, "debitLimit": "500.00",
              "minimumPayment": "20.00", "topUpCurrencies": ["EUR"], "tax": "19", "domain": "portal.acme.example",
              "accessShow": ["dids"], "accessHide": ["breakout"], "tags": ["vip"], "variables": { "segment": "north" },
              "timeZone": "America/New_York", "address": { "line1": "1 Main Street", "city": "Tucson", "country": "US" } }
            """,
    };

    private static readonly Document<CustomerSettings, CustomerShown> Carrier = new(
        "Carrier", () => New(CustomerKind.Carrier), [.. Begin, .. End])
    {
        Description = "A seller to the operator: a customer without money and calls.",
        Example = """{ "name": "Globex Carrier Services", "status": "active", "domain": "portal.acme.example" }""",
    };

    public static Document<CustomerSettings, CustomerShown> Of(CustomerKind kind) => kind switch
    {
        CustomerKind.Customer => Customer,
        CustomerKind.Carrier => Carrier,
    };

    public static JsonObject Write(CustomerView view, Balances balances) =>
        Of(view.Settings.Kind).ToJson(view.Settings, new CustomerShown(view, balances));

    private static CustomerSettings New(CustomerKind kind) => new() { Id = "", Name = "", Kind = kind };
}
