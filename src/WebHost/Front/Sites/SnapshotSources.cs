using Portal.Brands;
using Portal.Domains;
using Portal.Files;

namespace Portal.WebHost.Front;

/// <summary>Where documents of one kind come from.</summary>
internal interface ISnapshotSource<T>
    where T : class
{
    string Prefix { get; }

    /// <summary>After how long the version of what is kept is looked at again, whatever the feed says.</summary>
    TimeSpan Lease => TimeSpan.FromSeconds(24);

    /// <summary>What is newer than a version; null when nothing is, or there is no such document.</summary>
    /// <param name="newerThan">-1: whatever there is.</param>
    /// <param name="promised">The version that a note named; 0: nobody vouched for the key.</param>
    Task<T?> Load(string key, long newerThan, long promised);

    long VersionOf(T document);

    /// <summary>The versions that the read model has of these keys; keys that it doesn't know are missing.</summary>
    Task<IReadOnlyDictionary<string, long>> Versions(string[] keys, CancellationToken cancellation);

    /// <summary>Whether a document whose key the read model doesn't know (any more) is asked for anew.</summary>
    bool AsksForMissing(T held) => false;
}

internal sealed class DomainSource(
    IGrainFactory grains, IDomainDirectory directory, StoredVersions stored) : ISnapshotSource<DomainSnapshot>
{
    private static readonly LookSettings Plain = new();

    private readonly SharedLists lists = new();

    public string Prefix => "domain/";

    // A Host header is anybody's word: no grain is woken before the read model has the name.
    public async Task<DomainSnapshot?> Load(string key, long newerThan, long promised) =>
        (newerThan >= 0 || promised > 0 || await directory.Exists(key, CancellationToken.None))
            && await grains.GetGrain<IDomainGrain>(key).GetSnapshot(newerThan) is { } said
            ? Slim(key, said)
            : null;

    public long VersionOf(DomainSnapshot document) => document.Version;

    public Task<IReadOnlyDictionary<string, long>> Versions(string[] keys, CancellationToken cancellation) =>
        stored.Of(Prefix, keys, cancellation);

    /// <summary>The same, with what it has in common with others once in memory: there may be hundreds of thousands.</summary>
    private DomainSnapshot Slim(string host, DomainSnapshot said) => said.Settings is not { } settings ? said : said with
    {
        Host = host,
        Settings = settings with
        {
            Host = host,
            Access = lists.Of(settings.Access),
            BreakoutColumns = lists.Of(settings.BreakoutColumns),
            CdrColumns = lists.Of(settings.CdrColumns),
            Currencies = lists.Of(settings.Currencies),
            Look = settings.Look == Plain ? Plain : settings.Look,
        },
    };
}

internal sealed class BrandSource(IGrainFactory grains, StoredVersions stored) : ISnapshotSource<BrandSnapshot>
{
    public string Prefix => "brand/";

    public Task<BrandSnapshot?> Load(string key, long newerThan, long promised) => grains.GetGrain<IBrandGrain>(key).GetSnapshot(newerThan);

    public long VersionOf(BrandSnapshot document) => document.Version;

    public Task<IReadOnlyDictionary<string, long>> Versions(string[] keys, CancellationToken cancellation) =>
        stored.Of(Prefix, keys, cancellation);
}

/// <summary>A public file as a front end keeps it; one that doesn't exist is kept too, so that a note of its coming is heard.</summary>
internal sealed record FileSnapshot(long Version, FileView? File);

internal sealed class FileSource(IFileDirectory directory, StoredVersions stored) : ISnapshotSource<FileSnapshot>
{
    public string Prefix => "file/";

    public async Task<FileSnapshot?> Load(string key, long newerThan, long promised)
    {
        var file = await directory.Find(FileKey.Of(key), CancellationToken.None);
        return new FileSnapshot(file?.Version ?? promised, file);
    }

    public long VersionOf(FileSnapshot document) => document.Version;

    public Task<IReadOnlyDictionary<string, long>> Versions(string[] keys, CancellationToken cancellation) =>
        stored.Of(Prefix, keys, cancellation);
}
