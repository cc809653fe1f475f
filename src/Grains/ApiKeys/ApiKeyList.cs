using Portal.Lists;

namespace Portal.ApiKeys;

/// <summary>What the list of keys shows, and what it is sorted and searched by.</summary>
internal static class ApiKeyList
{
    private static readonly ListSort Id = new("id", "k.id");

    public static readonly ListPlan Plan = new()
    {
        Rows = "portal_api_keys k",
        Where = "k.revoked_at IS NULL",
        Fields = ApiKeyRow.Columns,
        Id = "k.id",
        Sorts = [Id, new("name", "LOWER(k.name)"), new("created", "k.created_at", IsNumber: true)],
        Ties = [Id],
        Default = "id",
        Ways = [new("LOWER(k.name)", ListText.Lower) { LooksInside = true }, new("k.prefix", ListText.Lower) { LooksInside = true }],
    };
}
