using Portal.Lists;

namespace Portal.Brands;

/// <summary>What the list of brands shows, and what it is sorted, filtered and searched by.</summary>
internal static class BrandList
{
    private static readonly ListSort Id = new("id", "b.id");

    public static readonly ListPlan Plan = new()
    {
        Rows = "portal_brands b",
        Where = "b.deleted = 0",
        Fields = """
            b.id, b.name, b.logo, b.primary_color AS primaryColor, b.version, b.changed_at AS changedAt,
              (SELECT COUNT(*) FROM portal_domains d WHERE d.brand = b.id AND d.deleted = 0) AS domains
            """,
        Id = "b.id",
        Sorts = [Id, new("name", "LOWER(b.name)"), new("changed", "b.changed_at", IsNumber: true)],
        Ties = [Id],
        Default = "id",
        Filters =
        [
            new("changedFrom", "b.changed_at >= {0}", "Only those that changed then or later.") { IsTime = true },
            new("changedBefore", "b.changed_at < {0}", "Only those that last changed before.") { IsTime = true },
        ],
        Ways = [new("b.search", ListText.Folded) { LooksInside = true }],
        Brands = "b.id IN @Brands",
    };
}
