using Portal.Customers;
using static Portal.WebHost.Documents.FieldsOf<Portal.Customers.CustomerRow, Portal.Customers.CustomerRow>;

namespace Portal.WebHost.Documents;

/// <summary>A customer or carrier in a list.</summary>
internal static class CustomerLine
{
    private static readonly Field<CustomerRow, CustomerRow>[] Begin =
    [
        Listed("id", new TextShape(), row => row.Id),
        Listed("name", new TextShape(), row => row.Name),
        Listed("status", CustomerStatusSpelling.Shape, row => CustomerStatusSpelling.Of(row.Status)),
    ];

    private static readonly Field<CustomerRow, CustomerRow>[] End =
    [
        Listed("domain", Spellings.Optional, row => row.Domain),
        Listed("brand", Spellings.Optional, row => row.Brand),
        Listed("tags", new ListShape(new TextShape()), row => JsonList.Of(row.Tags)),
        Listed("contacts", new NumberShape { Description = "How many people it has." }, row => row.Contacts),
        Listed("version", new NumberShape(), row => row.Version),
        Listed("changedAt", Times.Shape, row => Times.Text(row.ChangedAt)),
    ];

    private static readonly Document<CustomerRow, CustomerRow> Customer = new(
        "CustomerLine",
        [
            .. Begin,
            Listed("currency", new TextShape(), row => row.Currency),
            Listed("balance", Amounts.Money, row => Amounts.Text(row.Balance.Amount, row.Currency)),
            .. End,
        ])
    {
        Description = "A customer in a list. GET /customers/{id} has all of it.",
    };

    private static readonly Document<CustomerRow, CustomerRow> Carrier = new("CarrierLine", [.. Begin, .. End])
    {
        Description = "A carrier in a list. GET /carriers/{id} has all of it.",
    };

    public static Document<CustomerRow, CustomerRow> Of(CustomerKind kind) => kind switch
    {
        CustomerKind.Customer => Customer,
        CustomerKind.Carrier => Carrier,
    };
}
