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
        var cookies = new ConcurrentBag<(string, string)>();
        await OnGrains(new Dictionary<string, string?> { ["Portal:DataDirectory"] = data }, async grains =>
            await Parallel.ForAsync(0, people, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (number, _) =>
            {
                var host = PortalPeer.Host(number % domains);
                var name = string.Create(CultureInfo.InvariantCulture, $"BENCH{number:D6}");
                foreach (var cookie in await Sessions(grains, "c_" + name, name, host, each))
                    cookies.Add((host, cookie));
            }));
        return [.. cookies];
    }

    /// <summary>Does something with the grains of a store.</summary>
    /// <param name="settings">Which store it is.</param>
    public static async Task OnGrains(IReadOnlyDictionary<string, string?> settings, Func<IGrainFactory, Task> work)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Portal:Keys:File"] = settings["Portal:DataDirectory"] + ".key",
            ["Portal:Cluster:SiloPort"] = "0",
            ["Portal:Cluster:GatewayPort"] = "0",
            ["Portal:Certificates:Issuer"] = "internal",
        });
        builder.AddPortalSilo();
        using var silo = builder.Build();
        await silo.Prepare();
        await silo.StartAsync();
        await work(silo.Services.GetRequiredService<IGrainFactory>());
        await silo.StopAsync();
    }

    /// <summary>Sessions of a new contact of a new customer.</summary>
    public static async Task<List<string>> Sessions(IGrainFactory grains, string customer, string name, string host, int each)
    {
        var contact = "ct_" + name;
        var person = grains.GetGrain<IPersonGrain>("p_" + name);
        var made = await grains.GetGrain<ICustomerGrain>(customer).Create(
            new CustomerSettings { Id = customer, Name = $"Customer {name}", Currency = "USD", Domain = host },
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
