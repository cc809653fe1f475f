using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Portal.Customers;
using Portal.Hosting;
using Portal.People;
using Portal.Saving;

namespace Portal.Tests.Bench;

/// <summary>
/// Makes sessions on a seeded store by its grains, while the product does not run: as staff open portals, since a password costs a
/// tenth of a second each.
/// </summary>
internal static class SessionSeed
{
    /// <returns>Hosts with a cookie's value each.</returns>
    /// <param name="people">Shared out over the domains, with a customer each.</param>
    /// <param name="each">Sessions of each of them.</param>
    public static async Task<(string Host, string Cookie)[]> Make(string data, int domains, int people, int each)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Portal:DataDirectory"] = data,
            ["Portal:Keys:File"] = data + ".key",
            ["Portal:Cluster:SiloPort"] = "0",
            ["Portal:Cluster:GatewayPort"] = "0",
            ["Portal:Certificates:Issuer"] = "internal",
        });
        builder.AddPortalSilo();
        using var silo = builder.Build();
        await silo.Prepare();
        await silo.StartAsync();
        var grains = silo.Services.GetRequiredService<IGrainFactory>();
        var cookies = new ConcurrentBag<(string, string)>();
        await Parallel.ForAsync(0, people, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (number, _) =>
        {
            var host = PortalPeer.Host(number % domains);
            foreach (var cookie in await Sessions(grains, number, host, each))
                cookies.Add((host, cookie));
        });
        await silo.StopAsync();
        return [.. cookies];
    }

    private static async Task<List<string>> Sessions(IGrainFactory grains, int number, string host, int each)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"BENCH{number:D6}");
        var (customer, contact) = ("c_" + name, "ct_" + name);
        var person = grains.GetGrain<IPersonGrain>("p_" + name);
        var made = await grains.GetGrain<ICustomerGrain>(customer).Create(
            new CustomerSettings { Id = customer, Name = $"Customer {number}", Currency = "USD", Domain = host },
            [],
            new Change("bench-customer", Actor.System));
        if (!made.IsSaved)
            throw new InvalidOperationException(
                $"{customer}: {made.Outcome} {string.Join(' ', made.Errors.Select(error => error.Reason))}");
        // No password: nobody signs in with one here.
        await person.Create(
            new PersonDraft(
                host,
                host,
                "none",
                new PlaceDraft(contact, customer, new ContactSettings { Name = "Ann Bench", Email = $"{name}@{host}" })),
            new Change("bench-person", Actor.System));
        var cookies = new List<string>(each);
        for (var i = 0; i < each; i++)
        {
            var opened = await person.OpenPortal(contact, host, new StaffVisit("op_bench", "Bench"), Change.By(Actor.System));
            if (!PersonTokens.Split(opened, out string _, out var token))
                throw new InvalidOperationException($"The portal of {contact} can't be opened on {host}.");
            cookies.Add((await person.EnterPortal(PersonTokens.Hash(token), host, null, "bench")).Token!);
        }

        return cookies;
    }
}
