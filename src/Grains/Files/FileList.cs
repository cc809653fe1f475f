using Portal.Lists;

namespace Portal.Files;

/// <summary>What the list of public files shows, and what it is sorted, filtered and searched by.</summary>
internal static class FileList
{
    public const string Fields = """
        f.file AS Name, f.owner AS Owner, f.type, f.width, f.height, f.bytes, f.hash, f.version, f.changed_at AS ChangedAt
        """;

    // With its owner before it.
    private static readonly ListSort Name = new("name", "f.name");

    public static readonly ListPlan Plan = new()
    {
        Rows = "portal_files f",
        Where = "f.deleted = 0",
        Fields = Fields,
        Id = "f.name",
        Sorts = [Name, new("size", "f.bytes", IsNumber: true), new("changed", "f.changed_at", IsNumber: true)],
        Ties = [Name],
        Default = "name",
        Filters =
        [
            new("changedFrom", "f.changed_at >= {0}", "Only those that changed then or later.") { IsTime = true },
            new("changedBefore", "f.changed_at < {0}", "Only those that last changed before.") { IsTime = true },
        ],
        Ways = [new("f.file", ListText.Lower) { LooksInside = true }],
        Brands = "(f.owner IS NULL OR f.owner IN @Brands)",
    };
}
