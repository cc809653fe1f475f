using Portal.Hosts;
using Portal.Lists;

namespace Portal.Customers;

/// <summary>What the lists of customers and carriers show, and what they are sorted, filtered and searched by.</summary>
internal static class CustomerList
{
    public static readonly string Fields = $"""
        c.id, c.name, c.status, c.currency, c.domain, COALESCE(d.brand, c.reseller) AS brand, c.tags,
          {BalanceSql.Of("c.id", "c.currency")} AS micro,
          (SELECT COUNT(*) FROM portal_contacts p WHERE p.customer = c.id) AS contacts, c.version, c.changed_at AS changedAt
        """;

    public const string Joins = "LEFT JOIN portal_domains d ON d.host = c.domain AND d.deleted = 0";

    public const string Where = "c.deleted = 0 AND c.kind = @Kind";

    private static readonly ListSort Name = new("name", "c.sort_name");

    public static readonly ListPlan Plan = new()
    {
        Rows = "portal_customers c",
        Where = Where,
        Fields = Fields,
        Joins = Joins,
        Id = "c.id",
        Sorts =
        [
            Name,
            new("status", "c.status"),
            new("brand", "c.brand"),
            new("domain", "COALESCE(c.domain, '')"),
            new("currency", "c.currency"),
            new("changed", "c.changed_at", IsNumber: true),
        ],
        Ties = [Name, new("id", "c.id")],
        Default = "name",
        Filters =
        [
            new("status", "c.status = {0}", "Only with this status.")
            {
                Values =
                [
                    ("active", "active"), ("inactive", "inactive"), ("penalty", "penalty"),
                    ("pending-approval", "pendingApproval"), ("pendingApproval", "pendingApproval"),
                ],
                Advice = "This status doesn't exist. Allowed: active, inactive, penalty, pending-approval.",
            },
            new("brand", "c.brand = {0}", "Only those of this brand, by their domain or else their reseller.") { IsBrand = true },
            // As the index has it that begins with the kind: a domain of many customers has few carriers.
            new("domain", "COALESCE(c.domain, '') = {0}", "Only those that can sign in only on this domain.")
            {
                Fold = HostName.ForFinding,
            },
            new("tag", "t.tag = {0} AND t.kind = @Kind", "Only with this tag.")
            {
                Alone = "portal_customer_tags t",
                Elsewhere = "portal_customer_tags t JOIN portal_customers c ON c.id = t.customer",
                Same = [("c.sort_name", "t.sort_name"), ("c.id", "t.customer")],
            },
            new("reseller", "c.reseller = {0}", "Only those that name this brand as their reseller.") { IsBrand = true },
            new("currency", "c.currency = {0}", "Only with this currency.")
            {
                Values = [.. CurrencyCodes.All.Select(code => (code, (object)code))],
                Advice = "This currency doesn't exist. Use a code of ISO 4217, such as USD.",
            },
            new("changedFrom", "c.changed_at >= {0}", "Only those that changed then or later.") { IsTime = true },
            new("changedBefore", "c.changed_at < {0}", "Only those that last changed before.") { IsTime = true },
        ],
        Ways =
        [
            new("c.search", ListText.Folded),
            new("c.domain", ListText.Hosts),
            new("p.search", ListText.Folded) { Table = "portal_contacts p", Id = "p.customer" },
            new("p.phones", ListText.Digits)
            {
                Table = "portal_contacts p",
                Id = "p.customer",
                // Phones are the person's own: of somebody who has places elsewhere a reseller doesn't see them, and can't try them
                // out here.
                WhenLimited = "(SELECT COUNT(*) FROM portal_contacts other WHERE other.person = p.person) = 1",
            },
        ],
        // The column brings the rows near, and what it is made of decides: it may lag for a moment.
        Brands = """
            c.brand IN @Brands
            AND COALESCE((SELECT o.brand FROM portal_domains o WHERE o.host = c.domain AND o.deleted = 0), c.reseller) IN @Brands
            """,
        AsksForBrands = true,
    };
}
