using Portal.Brands;
using Portal.Calls;
using Portal.Customers;
using Portal.Domains;
using Portal.Files;
using Portal.People;
using Portal.Platform;
using Portal.Saving;
using Portal.Staff;
using Portal.Tests.Cluster.Hosting;
using SkiaSharp;

namespace Portal.Tests.Cluster.Saving;

/// <summary>A document as the scenarios of the write path use it, whatever kind it is of.</summary>
/// <param name="Action">What the audit calls its changes.</param>
/// <param name="Words">What stands in the audit of the n-th change and of no other.</param>
/// <param name="Save">Makes the n-th change.</param>
internal sealed record SavedDocument(
    string Kind,
    string Key,
    IAddressable Grain,
    string Action,
    Func<int, string> Words,
    Func<int, Change, Task<SavedAnswer>> Save,
    Func<Task<long>> Version,
    Func<Task> Repair,
    string? AuditedAs = null)
{
    public string Target => AuditedAs ?? $"{Kind}/{Key}";
}

internal readonly record struct SavedAnswer(SaveOutcome Outcome, bool Announced)
{
    public static SavedAnswer Yes => new(SaveOutcome.Saved, true);

    public static SavedAnswer Of<T>(SaveResult<T> result)
        where T : class => new(result.Outcome, result.Announced);
}

/// <summary>Makes one document of each kind that goes the write path.</summary>
internal sealed class SavedDocuments(ClusterFixture cluster, int number)
{
    public static readonly string[] Kinds = ["domain", "brand", "file", "operator", "platform", "customer", "person", "mapping"];

    private string Name => $"path{number}";

    public async Task<SavedDocument> Make(string kind) => kind switch
    {
        "domain" => await Domain(),
        "brand" => await Brand(),
        "file" => await File(),
        "operator" => await Operator(),
        "platform" => await Platform(),
        "customer" => await Customer(),
        "person" => await Person(),
        "mapping" => await Mapping(),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    private T Grain<T>(string key)
        where T : IGrainWithStringKey => cluster.Grains.GetGrain<T>(key);

    private static Change By(string operation) => new(operation, new Actor("operator", "op_1", "Ada", "192.0.2.1"));

    private async Task<SavedDocument> Brand()
    {
        var grain = Grain<IBrandGrain>(Name);
        var settings = new BrandSettings { Id = Name, Name = "Acme" };
        Assert.True((await grain.Create(settings, By(Name + "/brand"))).IsSaved);
        return new SavedDocument(
            "brand", Name, grain, "brand.save", n => $"Brand {n}",
            async (n, change) => SavedAnswer.Of(await grain.Save(settings with { Name = $"Brand {n}" }, change)),
            async () => (await grain.Get())!.Version, grain.Repair);
    }

    private async Task<SavedDocument> Domain()
    {
        await Brand();
        var host = Name + ".acme.example";
        var grain = Grain<IDomainGrain>(host);
        var settings = new DomainSettings { Host = host, Brand = Name };
        Assert.True((await grain.Create(settings, By(Name + "/domain"))).IsSaved);
        return new SavedDocument(
            "domain", host, grain, "domain.save", n => $"Footer {n}",
            async (n, change) => SavedAnswer.Of(await grain.Save(settings with { Footer = $"Footer {n}" }, change)),
            async () => (await grain.Get())!.Version, grain.Repair);
    }

    private async Task<SavedDocument> File()
    {
        var key = Name + ".png";
        var grain = Grain<IFileGrain>(key);
        Assert.True((await grain.Put(Picture(9), By(Name + "/file"))).IsSaved);
        return new SavedDocument(
            "file", key, grain, "file.save", n => $"\"width\":{n}",
            async (n, change) => SavedAnswer.Of(await grain.Put(Picture(n), change)),
            async () => (await grain.Get())!.Version, grain.Repair);
    }

    private async Task<SavedDocument> Operator()
    {
        var settings = new OperatorSettings
        {
            Email = Name + "@operator.example",
            Name = "Ann",
            Rights = new StaffRights { Role = StaffRole.Admin },
        };
        var grain = Grain<IOperatorGrain>(settings.Email);
        Assert.True((await grain.Create(settings, "correct horse battery", By(Name + "/operator"))).IsSaved);
        return new SavedDocument(
            "operator", settings.Email, grain, "operator.save", n => $"Ann {n}",
            async (n, change) => SavedAnswer.Of(await grain.Save(settings with { Name = $"Ann {n}" }, change)),
            async () => (await grain.Get())!.Version, grain.Repair);
    }

    private async Task<SavedDocument> Platform()
    {
        var grain = cluster.Grains.GetGrain<IPlatformGrain>(0);
        Assert.True((await grain.Save(new PlatformSettings { PlatformHost = $"{Name}.platform.example" }, By(Name + "/platform"))).IsSaved);
        return new SavedDocument(
            "platform", "0", grain, "platform.save", n => $"{Name}-{n}.platform.example",
            async (n, change) => SavedAnswer.Of(
                await grain.Save(new PlatformSettings { PlatformHost = $"{Name}-{n}.platform.example" }, change)),
            async () => (await grain.Get()).Version, grain.Repair, "platform");
    }

    private async Task<SavedDocument> Customer(string? domain = null)
    {
        var settings = new CustomerSettings { Id = $"c_PATH{number}", Name = "Ltd", Currency = "USD", Domain = domain };
        var grain = Grain<ICustomerGrain>(settings.Id);
        var made = await grain.Create(settings, [], By(Name + "/customer"));
        Assert.True(made.IsSaved, string.Join(' ', made.Errors.Select(error => error.Reason)));
        return new SavedDocument(
            "customer", settings.Id, grain, "customer.save", n => $"Ltd {n}",
            async (n, change) => SavedAnswer.Of(await grain.Save(settings with { Name = $"Ltd {n}" }, change)),
            async () => (await grain.Get())!.Version, grain.Repair);
    }

    private async Task<SavedDocument> Person()
    {
        var customer = await Customer((await Domain()).Key);
        var settings = new ContactSettings { Name = "Ann", Email = $"ann@{Name}.example" };
        var made = await cluster.Service<IContactDesk>().Add(
            customer.Key, settings, "correct horse battery", By(Name + "/person"), TestContext.Current.CancellationToken);
        Assert.True(made.IsSaved, string.Join(' ', made.Errors.Select(error => error.Reason)));
        var (contact, grain) = (made.Value!.Id, Grain<IPersonGrain>(made.Value.Person));
        Assert.True((await grain.AnswerInvitation(contact, accepts: true, By(Name + "/accepted"))).IsSaved);
        return new SavedDocument(
            "person", made.Value.Person, grain, "contact.save", n => $"Ann {n}",
            async (n, change) => SavedAnswer.Of(
                await grain.SavePlace(contact, settings with { Name = $"Ann {n}" }, SecretInput.Keep, change)),
            async () => (await grain.GetContact(contact))!.PersonVersion, grain.Repair, "contact/" + contact);
    }

    private async Task<SavedDocument> Mapping()
    {
        var grain = Grain<IMappingGrain>(Name);
        var settings = new MappingSettings
        {
            Name = Name,
            Fields = new()
            {
                ["callId"] = new() { From = "id" },
                ["customer"] = new() { From = "who" },
                ["callTime"] = new() { From = "at" },
            },
        };
        Assert.True((await grain.Put(settings, By(Name + "/mapping"))).IsSaved);
        return new SavedDocument(
            "mapping", Name, grain, "mapping.save", n => $"Notes {n}",
            async (n, change) => SavedAnswer.Of(await grain.Put(
                settings with { Notes = $"Notes {n}" },
                change with { ExpectedVersion = change.ExpectedVersion ?? (await grain.Get())!.Version })),
            async () => (await grain.Get())!.Version, grain.Repair);
    }

    private static byte[] Picture(int width)
    {
        using var bitmap = new SKBitmap(width, 4);
        using var data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }
}
