using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Portal.Blobs;
using Portal.Brands;
using Portal.Calls;
using Portal.Domains;
using Portal.Exports;
using Portal.People;
using Portal.Tests.Cluster.Portals;

namespace Portal.Tests.Cluster.Exports;

/// <summary>All faces, whose own worker makes nothing: tests are the workers. Parts are small.</summary>
public class ExportHost : PortalHost
{
    protected override void Configure(WebApplicationBuilder builder)
    {
        base.Configure(builder);
        Replace(builder.Services);
    }

    internal static void Replace(IServiceCollection services)
    {
        services.Replace(ServiceDescriptor.Singleton(new ExportLimits { AtOnce = 0, PartRows = 1000, PartBytes = 20_000 }));
        services.Replace(ServiceDescriptor.Singleton<IBlobs>(provider => new BreakingBlobs(provider.GetRequiredService<DatabaseBlobs>())));
    }
}

/// <summary>The same on PostgreSQL.</summary>
public sealed class PostgresExportHost : PostgresPortalHost
{
    protected override void Configure(WebApplicationBuilder builder)
    {
        base.Configure(builder);
        ExportHost.Replace(builder.Services);
    }
}

/// <summary>
/// Blobs that break off once they are told to, as a process that is killed does: nothing is let go of, nothing cleaned up.
/// </summary>
internal sealed class BreakingBlobs(IBlobs blobs) : IBlobs
{
    /// <summary>How many more are kept; null: all.</summary>
    public int? Left { get; set; }

    /// <summary>What comes of opening one; null: nothing.</summary>
    public Exception? Gone { get; set; }

    /// <summary>What happens when one is kept.</summary>
    public Func<Task>? Meanwhile { get; set; }

    public async Task<long> Put(string name, Stream content, CancellationToken cancellation)
    {
        if (Left-- == 0)
            throw new IOException("The process is gone.");
        if (Meanwhile is { } act)
            await act();
        return await blobs.Put(name, content, cancellation);
    }

    public Task<Stream?> Open(string name, CancellationToken cancellation) =>
        Gone is { } failure ? throw failure : blobs.Open(name, cancellation);

    public Task<long?> Size(string name, CancellationToken cancellation) => blobs.Size(name, cancellation);

    public Task<bool> Delete(string name, CancellationToken cancellation) => blobs.Delete(name, cancellation);

    public IAsyncEnumerable<BlobInfo> List(string prefix, CancellationToken cancellation) => blobs.List(prefix, cancellation);

    public Task<string?> WhyNot(CancellationToken cancellation) => blobs.WhyNot(cancellation);

    public Task Clean(CancellationToken cancellation) => blobs.Clean(cancellation);
}

/// <summary>A contact with calls, who is signed in.</summary>
internal sealed class ExportReaderAtHome(PortalHost portal, string host) : IDisposable
{
    private static int count;

    private readonly int number = Interlocked.Increment(ref count);
    private ContactView contact = null!;

    public PortalVisitor Browser { get; private set; } = null!;

    public string Host => $"{host}{number}.exports.example";

    public string Email => $"{host}{number}@exports.example";

    public ContactView Contact => contact;

    public async Task SignIn(int calls)
    {
        await portal.AddDomain(Host);
        contact = await portal.AddContact(Email, Host);
        Browser = portal.Visitor(Host, $"198.51.{100 + (number % 50)}.{1 + (number % 250)}");
        Assert.Equal(303, (await Browser.SignIn(Email)).Status);
        await Add(0, calls);
    }

    public async Task Add(int first, int calls)
    {
        var now = portal.Clock.GetUtcNow();
        for (var from = first; from < first + calls; from += 2000)
        {
            await portal.Service<ICallStore>().Append(
                [.. Enumerable.Range(from, Math.Min(2000, first + calls - from)).Select(i => new CallLine(
                    new Call("sw1", $"{Host} {i}", contact.Customer, now.AddSeconds(-10 - i), "USD")
                    {
                        Source = $"=1+{i}",
                        Destination = "4915112345678",
                        DestinationName = "Germany",
                        Duration = 60,
                        Charge = 0.12m,
                        SipCode = 200,
                    },
                    i + 1,
                    null))],
                CancellationToken.None);
        }
    }

    public async Task Change(Func<DomainSettings, DomainSettings> change)
    {
        var domain = portal.Grains.GetGrain<IDomainGrain>(Host);
        Assert.True((await domain.Save(change((await domain.Get())!.Settings), PortalHost.By(Guid.NewGuid().ToString("N")))).IsSaved);
    }

    /// <summary>Of the brand that the domain has.</summary>
    public async Task MaskNumbers(int days)
    {
        var brand = portal.Grains.GetGrain<IBrandGrain>((await portal.Grains.GetGrain<IDomainGrain>(Host).Get())!.Settings.Brand!);
        var settings = (await brand.Get())!.Settings with { MaskNumbersAfterDays = days };
        Assert.True((await brand.Save(settings, PortalHost.By(Guid.NewGuid().ToString("N")))).IsSaved);
    }

    /// <summary>Asks for a file by the page's own form.</summary>
    public async Task<string> Ask(string format, string query = "range=last7d")
    {
        var page = (await Browser.Get("/cdr?" + query)).Page;
        var form = page.QuerySelector("form[action='/exports']")!;
        var asked = await Browser.Post("/exports", [.. PortalVisitor.Hidden(form), ("format", format)]);
        Assert.Equal(303, asked.Status);
        return (await portal.Service<IExports>().Of(contact.Id, CancellationToken.None))[0].Id;
    }

    public async Task<ExportJob> Job(string id) => (await portal.Service<IExports>().Find(id, CancellationToken.None))!;

    public void Dispose() => Browser.Dispose();
}
