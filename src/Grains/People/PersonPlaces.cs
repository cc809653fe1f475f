using System.Net;
using Portal.Customers;

namespace Portal.People;

/// <summary>Which places of a person can be used where, and from which address. Pure.</summary>
internal static class PersonPlaces
{
    /// <summary>
    /// 1. The place isn't disabled. 2. Its customer is there, active or in penalty. 3. The customer signs in here: on this
    /// host alone, or anywhere.
    /// </summary>
    public static bool IsOpen(ContactStatus status, CustomerSettings? customer, string host) =>
        status == ContactStatus.Active
        && customer is { Status: CustomerStatus.Active or CustomerStatus.Penalty }
        && IsHere(customer, host);

    /// <summary>Whether one of these could be used if staff had approved its customer.</summary>
    public static bool Waits(
        IEnumerable<StoredPlace> places, IReadOnlyDictionary<string, CustomerSettings> customers, string host, string? source) =>
        places.Any(place => place is { Status: ContactStatus.Active, Waits: false }
            && customers.GetValueOrDefault(place.Customer) is { Status: CustomerStatus.PendingApproval } customer
            && IsHere(customer, host) && Allows(place.AllowedIps, source));

    public static bool IsOpen(StoredPlace place, CustomerSettings? customer, string host) =>
        !place.Waits && IsOpen(place.Status, customer, host);

    /// <summary>A place that could be used here if the person accepted it; null: there is none.</summary>
    public static StoredPlace? Offered(
        IEnumerable<StoredPlace> places, IReadOnlyDictionary<string, CustomerSettings> customers, string host, string? source) =>
        places.FirstOrDefault(place => place.Waits
            && IsOpen(place.Status, customers.GetValueOrDefault(place.Customer), host)
            && Allows(place.AllowedIps, source));

    /// <summary>An empty list takes any address; with one, an address that isn't known is refused.</summary>
    public static bool Allows(IReadOnlyCollection<string> allowed, IPAddress? address)
    {
        if (allowed.Count == 0)
            return true;
        if (address is null)
            return false;
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return allowed.Any(text => IPNetwork.TryParse(text, out var network) && network.Contains(plain));
    }

    public static bool Allows(IReadOnlyCollection<string> allowed, string? source) =>
        Allows(allowed, IPAddress.TryParse(source, out var address) ? address : null);

    /// <summary>The place to work for after signing in: of those that can be used the one used last, else the first.</summary>
    public static StoredPlace? Pick(
        IEnumerable<StoredPlace> places, IReadOnlyDictionary<string, CustomerSettings> customers, string host, string? source) => places
        .Where(place => IsOpen(place, customers.GetValueOrDefault(place.Customer), host) && Allows(place.AllowedIps, source))
        .OrderByDescending(place => place.LastSignInAt ?? DateTimeOffset.MinValue)
        .FirstOrDefault();

    private static bool IsHere(CustomerSettings customer, string host) => customer.Domain is null || customer.Domain == host;

    public static StoredPlace[] Use(StoredPlace[] places, string contact, DateTimeOffset now) =>
        Array.ConvertAll(places, place => place.Contact == contact ? place with { LastSignInAt = now } : place);
}
