using System.Collections.Frozen;
using Portal.Customers;
using Portal.WebHost.Items;

namespace Portal.WebHost.Api;

/// <summary>What hangs on a customer, as the API takes and shows it: each kind as its plan says.</summary>
internal static class ItemShapes
{
    private static readonly FrozenDictionary<ItemKind, ObjectShape> ByKind = ItemPlans.All.ToFrozenDictionary(plan => plan.Kind, Make);

    public static ObjectShape Of(ItemKind kind) => ByKind[kind];

    private static ObjectShape Make(ItemPlan plan) => new(
        plan.Schema,
        [
            new Field("id", new TextShape { Description = "Assigned by us. It can't be changed." }),
            .. plan.Fields.Select(Make),
            new Field("createdAt", new TextShape { Format = "date-time" }, ReadOnly: true),
            new Field("version", new NumberShape { Description = "Increases with each change. It is the ETag." }, ReadOnly: true),
        ]);

    private static Field Make(ItemField field)
    {
        var plain = Plain(field);
        return new Field(
            field.Name,
            plain with { Nullable = field.Nullable, Description = field.Description ?? plain.Description },
            field.Required,
            field.ReadOnly);
    }

    private static Shape Plain(ItemField field) => field.Input switch
    {
        ItemInput.Text or ItemInput.Area => new TextShape(),
        ItemInput.Email => new TextShape { Format = "email" },
        ItemInput.Currency => new TextShape
        {
            Description = "ISO 4217: the customer's, or one of its currencies for top-up. Default: the customer's.",
            Example = "\"USD\"",
        },
        ItemInput.Money => Amounts.Money,
        ItemInput.Number => new TextShape { Format = "decimal", Description = "Decimal text.", Example = "\"-10\"" },
        ItemInput.Whole => new NumberShape(),
        ItemInput.Check => new FlagShape(),
        ItemInput.Choice => new TextShape { Choices = [.. field.Values] },
        ItemInput.Time => new TextShape { Format = "date-time" },
        ItemInput.Day => new TextShape { Format = "date" },
    };
}
