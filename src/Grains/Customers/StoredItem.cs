using System.Text.Json;
using Portal.Saving;
using Portal.Storage;

namespace Portal.Customers;

/// <summary>One row that hangs on a customer, as it is stored: what makes it and what it says.</summary>
internal sealed record StoredItem : Kept
{
    public required ItemKind Kind { get; init; }
    public required string Id { get; init; }

    /// <summary>The operation that made it, and its place among the rows of that operation.</summary>
    public required string Operation { get; init; }
    public int Ordinal { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public long Version { get; init; }
    public bool Removed { get; init; }

    /// <summary>JSON of its settings.</summary>
    public required string Body { get; init; }

    public ItemSettings ToSettings() => ReadBody(Kind, Body);

    public ItemView ToView(string customer) => new(Id, customer, ToSettings(), CreatedAt, Version);

    /// <summary>The row as its table has it.</summary>
    public object ToRow(string customer)
    {
        var settings = ToSettings();
        var payment = settings as Payment;
        return new
        {
            customer,
            kind = KindName(Kind),
            id = Id,
            createdAt = CreatedAt.ToUnixTimeMilliseconds(),
            sortAt = (payment?.Time ?? CreatedAt).ToUnixTimeMilliseconds(),
            operation = Operation,
            ordinal = Ordinal,
            amount = payment?.Money.ToMicro(),
            currency = payment?.Currency,
            status = payment is null ? null : JsonNamingPolicy.CamelCase.ConvertName(payment.Status.ToString()),
            search = Search(settings),
            version = Version,
            body = Body,
        };
    }

    public static string KindName(ItemKind kind) => JsonNamingPolicy.CamelCase.ConvertName(kind.ToString());

    public static string WriteBody(ItemSettings settings) => JsonSerializer.Serialize<object>(settings, PortalJson.Options);

    public static ItemSettings ReadBody(ItemKind kind, string body) => kind switch
    {
        ItemKind.Payment => Read<Payment>(body),
        ItemKind.Route => Read<CustomerRoute>(body),
        ItemKind.Package => Read<CustomerPackage>(body),
        ItemKind.Alert => Read<CustomerAlert>(body),
        ItemKind.Contract => Read<CustomerContract>(body),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static T Read<T>(string body) => JsonSerializer.Deserialize<T>(body, PortalJson.Options)!;

    private static string Search(ItemSettings settings)
    {
        string?[] words = settings switch
        {
            Payment p => [p.Money.ToString(), p.Currency, p.Description, p.Method],
            CustomerRoute r => [r.Name, r.Prefix, r.TechPrefix, r.RateCard, r.Notes, r.RouteNotes],
            CustomerPackage p => [p.Name, p.Description],
            CustomerAlert a => [a.Title, a.Email, a.Level],
            CustomerContract c => [c.Name, c.ApprovedBy],
            _ => throw new InvalidOperationException($"A kind of row that nobody thought of: {settings.GetType().Name}."),
        };
        return Folded.Of(words);
    }
}
