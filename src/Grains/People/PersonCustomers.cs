using Portal.Customers;

namespace Portal.People;

/// <summary>What a person's grain has to know of the customers that it has places at.</summary>
internal sealed class PersonCustomers(IGrainFactory grains)
{
    /// <summary>Their settings by id; those that are gone are missing.</summary>
    public async Task<IReadOnlyDictionary<string, CustomerSettings>> Of(IEnumerable<StoredPlace> places)
    {
        var snapshots = await Task.WhenAll(places.Select(place => place.Customer).Distinct(StringComparer.Ordinal)
            .Select(id => grains.GetGrain<ICustomerGrain>(id).GetSnapshot(-1)));
        return snapshots.Where(snapshot => snapshot?.Settings is not null).ToDictionary(
            snapshot => snapshot!.Id, snapshot => snapshot!.Settings!, StringComparer.Ordinal);
    }

    /// <summary>Null: there is no such customer.</summary>
    public Task<CustomerView?> Find(string customer) => grains.GetGrain<ICustomerGrain>(customer).Get();
}
