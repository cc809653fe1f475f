using Portal.Customers;
using Portal.Storage;

namespace Portal.WebHost.ControlPanel;

/// <summary>Customers and carriers that a deletion meets: how many of each, and the list of them.</summary>
internal static class CustomersInTheWay
{
    /// <param name="filter">Which they are, as their list is filtered.</param>
    /// <param name="one">What one of them does: <c>signs in on this domain alone</c>.</param>
    /// <param name="many">What several do.</param>
    /// <param name="instead">What each can be given in its place.</param>
    public static async Task<List<Consequence>> Of(
        ICustomerDirectory customers, string filter, string value, string one, string many, string instead, CancellationToken cancellation)
    {
        var met = new List<Consequence>();
        foreach (var kind in Enum.GetValues<CustomerKind>())
        {
            var query = new CustomerQuery(new ListQuery().With(filter, value), kind);
            var count = await customers.Count(query, cancellation);
            if (count == 0)
                continue;
            var who = Consequence.Count(count, $"{CustomerWords.One(kind)} {one}", $"{CustomerWords.Segment(kind)} {many}");
            met.Add(new(
                $"{who}. Give {(count == 1 ? "it" : "each")} {instead}, or none.",
                CustomerListEndpoints.Url(kind, filter, value).ToString()));
        }

        return met;
    }
}
