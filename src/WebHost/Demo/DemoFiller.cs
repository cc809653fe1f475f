using Portal.Brands;
using Portal.Domains;
using Portal.Files;
using Portal.Saving;
using Portal.Storage;

namespace Portal.WebHost.Demo;

/// <summary>Fills an empty store with the demo's brands and domains. A store that has any domain or brand stays as it is.</summary>
internal sealed class DemoFiller(IGrainFactory grains, IDomainDirectory domains, IBrandDirectory brands)
{
    public async Task Fill(CancellationToken cancellation)
    {
        var first = new ListQuery(Limit: 1);
        if ((await domains.List(first, cancellation)).Items.Count > 0 || (await brands.List(first, cancellation)).Items.Count > 0)
            return;

        foreach (var name in DemoBrands.Files)
            Expect(await grains.GetGrain<IFileGrain>(name).Put(Picture(name), By("file/" + name)), name);
        foreach (var brand in DemoBrands.Brands)
            Expect(await grains.GetGrain<IBrandGrain>(brand.Id).Create(brand, By("brand/" + brand.Id)), brand.Id);
        foreach (var domain in DemoBrands.Domains)
            Expect(await grains.GetGrain<IDomainGrain>(domain.Host).Create(domain, By("domain/" + domain.Host)), domain.Host);
    }

    // One id for each step: a start that was cut off goes on where it was.
    private static Change By(string what) => new("demo/" + what, Actor.System);

    private static void Expect<T>(SaveResult<T> result, string what)
        where T : class
    {
        if (!result.IsSaved && result.Outcome != SaveOutcome.Exists)
            throw new InvalidOperationException(
                $"The demo's {what} was refused: {string.Join("; ", result.Errors.Select(error => error.Field + ": " + error.Reason))}");
    }

    private static byte[] Picture(string name)
    {
        using var stream = typeof(DemoFiller).Assembly.GetManifestResourceStream("Demo." + name)
            ?? throw new InvalidOperationException($"The picture {name} is not part of the build.");
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }
}
