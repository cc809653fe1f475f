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
        var (settings, traits) = (ToSettings(), ItemKinds.Of(Kind));
        var columns = traits.Columns(settings);
        return new
        {
            customer,
            kind = traits.Name,
            id = Id,
            createdAt = CreatedAt.ToUnixTimeMilliseconds(),
            sortAt = (columns.Time ?? CreatedAt).ToUnixTimeMilliseconds(),
            operation = Operation,
            ordinal = Ordinal,
            amount = columns.Amount?.ToMicro(),
            currency = columns.Amount?.Currency,
            status = columns.Status,
            search = traits.Search(settings),
            version = Version,
            body = Body,
        };
    }

    public static string KindName(ItemKind kind) => ItemKinds.Of(kind).Name;

    public static string WriteBody(ItemSettings settings) => JsonSerializer.Serialize<object>(settings, PortalJson.Options);

    public static ItemSettings ReadBody(ItemKind kind, string body) => ItemKinds.Of(kind).Read(body);
}
