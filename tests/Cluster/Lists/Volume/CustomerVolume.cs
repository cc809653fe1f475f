using System.Globalization;
using System.Text.Json;
using Portal.Storage;
using static Portal.Tests.Cluster.Lists.ListVolume;
using static Portal.Tests.Cluster.Lists.VolumeWords;

namespace Portal.Tests.Cluster.Lists;

/// <summary>Customers and carriers with what hangs on them: tags, contacts, payments.</summary>
internal sealed class CustomerVolume(ListVolume volume)
{
    private static readonly string[] Currencies = ["USD", "EUR", "GBP", "JPY", "UAH", "BRL", "INR", "PLN"];

    private IEnumerable<int> All => Range(volume.Customers);

    public static string[] Tags(long number) =>
    [
        .. new[]
        {
            Roll(number, 50) < 0.5 ? "retail" : Roll(number, 50) < 0.8 ? "wholesale" : null,
            Roll(number, 51) < 0.01 ? "vip" : null,
            Roll(number, 52) < 0.4 ? "region-" + Pick(number, 53, 50).ToString(CultureInfo.InvariantCulture) : null,
            Roll(number, 54) < 0.1 ? "audit-" + Pick(number, 55, 400).ToString(CultureInfo.InvariantCulture) : null,
        }.OfType<string>(),
    ];

    public async Task Fill(Bulk bulk)
    {
        await bulk.Write(
            "portal_customers",
            """
            id, kind, name, sort_name, search, status, currency, domain, reseller, tags, deleted, version, writes, settled, created_at,
              changed_at, brand
            """,
            All.Select(Line));
        await bulk.Write(
            "portal_customer_tags", "tag, customer, kind, sort_name", All.Where(i => !IsGone(i)).SelectMany(i => Tags(i).Select(tag => Row(
                tag, Customer(i), IsCarrier(i) ? "carrier" : "customer", Company(i).ToLowerInvariant()))));
        await bulk.Write(
            "portal_contacts",
            "id, customer, person, name, sort_name, email, role, status, has_password, has_factor, version, search, phones",
            All.SelectMany(i => Range(Roll(i, 56) < 0.7 ? 1 : 3).Select(n => Contact(i, i + ((long)n * volume.Customers)))));
        await bulk.Write(
            "portal_customer_items",
            """
            customer, kind, id, created_at, sort_at, operation, ordinal, amount_micro, currency, status, search, version, body
            """,
            All.SelectMany(i => Range(i % 1000 == 0 ? 300 : Pick(i, 57, 3)).Select(n => Payment(i, n))));
    }

    private static bool IsGone(long number) => number % 200 == 199;

    private object?[] Line(int i)
    {
        var (id, name, tags) = (Customer(i), Company(i), Tags(i));
        var host = Roll(i, 58) < 0.9 ? Host(volume.DomainOf(i)) : null;
        var reseller = host is null && i % 2 == 0 ? BrandOf(volume.DomainOf(i)) : null;
        return Row(
            id, IsCarrier(i) ? "carrier" : "customer", name, name.ToLowerInvariant(), Folded.Of([id, name, .. tags]),
            Roll(i, 59) switch { < 0.93 => "active", < 0.98 => "inactive", < 0.995 => "penalty", _ => "pendingApproval" },
            Currencies[Pick(i, 60, Currencies.Length, 3)], host, reseller, JsonSerializer.Serialize(tags), IsGone(i) ? 1 : 0, 1L, 1L, 1L,
            Time(i), Time(i), host is null ? reseller ?? "" : BrandOf(volume.DomainOf(i)));
    }

    private static object?[] Contact(int customer, long i)
    {
        var (name, email) = (Person(i), Email(i));
        return Row(
            Id("con", i), Customer(customer), Id("per", i), name, name.ToLowerInvariant(), email, "all", "active", 1, 0, 1L,
            Folded.Of(Id("con", i), name, email), Folded.Of(Folded.Digits(Phone(i))));
    }

    private static object?[] Payment(int customer, int n) => Row(
        Customer(customer), "payment", Id("pay", n), Time(n), Time(customer + n), Id("op", n), n,
        1_000_000L * Pick(customer + n, 61, 500), Currencies[Pick(customer, 60, Currencies.Length, 3)],
        Roll(customer + n, 62) < 0.9 ? "completed" : "pending", "", 1L, "{}");
}
