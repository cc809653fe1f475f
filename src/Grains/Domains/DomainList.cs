using Portal.Certificates;
using Portal.Lists;

namespace Portal.Domains;

/// <summary>What the list of domains shows, and what it is sorted, filtered and searched by.</summary>
internal static class DomainList
{
    // What has no certificate ends last.
    private const string End = "COALESCE(d.certificate_end, 9223372036854775807)";

    private static readonly ListSort Host = new("host", "d.host");

    public static readonly ListPlan Plan = new()
    {
        Rows = "portal_domains d",
        Where = "d.deleted = 0",
        Fields = """
            d.host, d.display, d.brand, COALESCE(d.brand_name, b.name, d.brand) AS brandName, d.status, d.version,
              d.changed_at AS changedAt,
              d.certificate_state AS certificateState, d.certificate_end AS notAfter, c.failure, c.failure_kind AS failureKind, n.verdict
            """,
        Joins = """
            LEFT JOIN portal_brands b ON b.id = d.brand
            LEFT JOIN portal_certificates c ON c.host = d.host
            LEFT JOIN portal_dns n ON n.host = d.host
            """,
        Id = "d.host",
        Sorts =
        [
            Host,
            new("brand", "d.brand"),
            new("status", "d.status"),
            new("certificate", "d.certificate_state"),
            new("expires", End, IsNumber: true),
            new("changed", "d.changed_at", IsNumber: true),
        ],
        Ties = [Host],
        Default = "host",
        Filters =
        [
            new("brand", "d.brand = {0}", "Only those of this brand.") { IsBrand = true },
            new("status", "d.status = {0}", "Only those that are enabled, or disabled.") { Values = ListFilter.Words<DomainStatus>() },
            new("certificate", "d.certificate_state = {0}", "Only those whose certificate is in this state.")
            {
                Values = ListFilter.Words<CertificateState>(),
            },
            new("expiresFrom", $"({End} >= {{0}} AND d.certificate_end IS NOT NULL)", "Only those whose certificate ends then or later.")
            {
                IsTime = true,
            },
            new("expiresBefore", End + " < {0}", "Only those whose certificate ends before.") { IsTime = true },
            new("changedFrom", "d.changed_at >= {0}", "Only those that changed then or later.") { IsTime = true },
            new("changedBefore", "d.changed_at < {0}", "Only those that last changed before.") { IsTime = true },
        ],
        Ways =
        [
            new("d.search", ListText.FoldedHosts),
            // A domain without a name of its own has its brand's.
            new("b.search", ListText.Folded)
            {
                Table = "portal_brands b JOIN portal_domains o ON o.brand = b.id AND o.brand_name IS NULL",
                Id = "o.host",
            },
        ],
        Brands = "d.brand IN @Brands",
    };
}
