using System.Globalization;
using Portal.Hosts;
using Portal.Storage;
using static Portal.Tests.Cluster.Lists.VolumeWords;

namespace Portal.Tests.Cluster.Lists;

/// <summary>Every list's rows in the number that an operator of size has, skewed as theirs are.</summary>
/// <param name="Customers">Every five hundredth is a carrier. Each has a line in the audit, every fourth a mail.</param>
internal sealed record ListVolume(int Customers, int Domains)
{
    public const int Brands = 200;

    private static readonly DateTimeOffset Now = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    public static string Brand(int number) => string.Create(CultureInfo.InvariantCulture, $"brand-{number:000}");

    public static string Host(int number)
    {
        var host = string.Create(CultureInfo.InvariantCulture, $"portal{number}.{Surname(number).ToLowerInvariant()}.example");
        return HostName.TryParse(host, out var name, out _) ? name.Value : throw new FormatException(host);
    }

    public static string Customer(long number) => string.Create(
        CultureInfo.InvariantCulture, $"{(IsCarrier(number) ? "car" : "cus")}_{(ulong)(number + 1) * 0x9E3779B97F4A7C15:X16}{number:X10}");

    public static bool IsCarrier(long number) => number % 500 == 7;

    public async Task Fill(PortalDatabase database)
    {
        var bulk = new Bulk(database);
        await bulk.Write("portal_brands", "id, name, search, deleted, version, changed_at", Range(Brands).Select(i => Row(
            Brand(i), Company(i), Folded.Of(Brand(i), Company(i)), 0, 1L, Time(i))));
        await DomainRows(bulk);
        await new CustomerVolume(this).Fill(bulk);
        await bulk.Write(
            "portal_audit", "id, time, who_kind, who_id, who_name, action, target, brand", Range(Customers).Select(i => Row(
                Id("au", i), Time(i), "operator", Id("op", Pick(i, 40, 60, 2)), Person(Pick(i, 40, 60, 2)),
                ((string[])["customer.save", "domain.save", "contact.save", "customer.payment"])[Pick(i, 41, 4, 2)],
                i % 3 == 0 ? "domain/" + Host(DomainOf(i)) : "customer/" + Customer(i), i % 50 == 0 ? null : BrandOf(DomainOf(i)))));
        await bulk.Write(
            "portal_mail",
            """
            box, id, seq, brand, kind, address, recipient, parts, state, attempts, unreached, created_at, useful_until, give_up_at, shard
            """,
            Range(Customers / 4).Select(i => Row(
                Host(DomainOf(i)), Id("ma", i), (long)i, BrandOf(DomainOf(i)), "Welcome", Email(i), Email(i), "",
                Roll(i, 42) < 0.97 ? "sent" : Roll(i, 42) < 0.99 ? "refused" : "queued", 1, 0, Time(i), 0L, 0L, 0)));
        await bulk.Write(
            "portal_files",
            "name, file, owner, type, width, height, bytes, hash, deleted, version, changed_at",
            Range(2000).Select(i => Row(
                i % 10 == 0 ? $"logo{i}.png" : $"{Brand(i % Brands)}/logo{i}.png", $"logo{i}.png", i % 10 == 0 ? null : Brand(i % Brands),
                "image/png", 1, 1, 1000L + Pick(i, 43, 100_000), "", 0, 1L, Time(i))));
        await bulk.Write(
            "portal_api_keys",
            "id, name, prefix, hash, scopes, role, brands, custom_script, created_at, operation",
            Range(500).Select(i => Row(
                Id("key", i), Company(i), Id("pk", i), Id("hash", i), "[]", "Owner", "[]", 0, Time(i), Id("op", i))));
        await bulk.Finish();
    }

    /// <summary>Brands have few domains or many, and domains few customers or many.</summary>
    public int DomainOf(long customer) => Pick(customer, 20, Domains, 3);

    public static string BrandOf(int domain) => Brand(Pick(domain, 21, Brands, 3));

    public static long Time(long number) => Now.AddDays(-1000 * Math.Pow(Roll(number, 22), 2)).ToUnixTimeMilliseconds();

    public static object?[] Row(params object?[] values) => values;

    public static IEnumerable<int> Range(int count) => Enumerable.Range(0, count);

    public static string Id(string prefix, long number) => string.Create(CultureInfo.InvariantCulture, $"{prefix}_{number:x8}");

    private async Task DomainRows(Bulk bulk)
    {
        await bulk.Write(
            "portal_domains",
            "host, display, brand, brand_name, status, deleted, version, settled, changed_at, search, certificate_state, certificate_end",
            Range(Domains).Select(i =>
            {
                var (host, brand, name) = (Host(i), BrandOf(i), i % 3 == 0 ? Company(i) : null);
                return Row(
                    host, host, brand, name, Roll(i, 30) < 0.96 ? "enabled" : "disabled", i % 100 == 99 ? 1 : 0, 1L, 1L, Time(i),
                    Folded.Of(host, host, brand, name), State(i), End(i));
            }));
        await bulk.Write(
            "portal_certificates", "host, state, not_after, failure, shard, version, material_version", Range(Domains).Select(i => Row(
                Host(i), State(i), End(i), State(i) == "failed" ? "The CA could not reach the host." : null, i % 64, 1L, 1L)));
        await bulk.Write("portal_dns", "host, verdict, shard, version", Range(Domains).Select(i => Row(Host(i), "Right", i % 64, 1L)));
    }

    private static string State(int domain) =>
        Roll(domain, 31) switch { < 0.95 => "issued", < 0.97 => "waitingForDns", < 0.98 => "failed", < 0.985 => "ordering", _ => "none" };

    private static long? End(int domain) =>
        Roll(domain, 31) < 0.95 ? Now.AddDays(90 * Roll(domain, 32)).ToUnixTimeMilliseconds() : null;
}
