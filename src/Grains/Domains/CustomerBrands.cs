namespace Portal.Domains;

/// <summary>
/// Whose brand the customers of a domain are, as their list is sorted and filtered by it: a domain that changes its brand takes its
/// customers along (ADR 0053). Both sides write their own row, end that transaction, and then put this right: the later of two that
/// meet sees both.
/// </summary>
internal static class CustomerBrands
{
    /// <summary>After a domain was written.</summary>
    public const string OfDomain = OfAll + " AND domain = @host";

    /// <summary>After a customer was written.</summary>
    public const string OfCustomer = OfAll + " AND id = @id";

    /// <summary>Nightly: an older release, or a crash between the two steps, may have left it.</summary>
    public const string OfAll = $"UPDATE portal_customers SET brand = {Now} WHERE brand <> {Now}";

    /// <summary>As it is at this moment, of the row <c>portal_customers</c>.</summary>
    private const string Now = "COALESCE((SELECT d.brand FROM portal_domains d "
        + "WHERE d.host = portal_customers.domain AND d.deleted = 0), portal_customers.reseller, '')";
}
