using Portal.Customers;
using Portal.People;

namespace Portal.WebHost.Front;

/// <summary>How fresh what sessions stand on has to be: a right that was taken away must not last.</summary>
internal static class PeopleFreshness
{
    /// <summary>With the keeper's beat of 2 s a change holds within 10 s, also when its note was lost in a crash.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(6);

    /// <summary>What nobody could check for so long counts as unknown.</summary>
    public static readonly TimeSpan Most = TimeSpan.FromSeconds(60);
}

internal sealed class PersonSource(IGrainFactory grains, StoredVersions stored) : ISnapshotSource<PersonSnapshot>
{
    public string Prefix => "person/";

    public TimeSpan Lease => PeopleFreshness.Lease;

    // A cookie is anybody's word: no grain is woken before the read model has the person.
    public async Task<PersonSnapshot?> Load(string key, long newerThan, long promised) =>
        newerThan >= 0 || promised > 0 || (await stored.Of(Prefix, [key], CancellationToken.None)).Count > 0
            ? await grains.GetGrain<IPersonGrain>(key).GetSnapshot(newerThan)
            : null;

    public long VersionOf(PersonSnapshot document) => document.Version;

    public Task<IReadOnlyDictionary<string, long>> Versions(string[] keys, CancellationToken cancellation) =>
        stored.Of(Prefix, keys, cancellation);

    public bool AsksForMissing(PersonSnapshot held) => !held.IsGone;
}

internal sealed class CustomerSource(IGrainFactory grains, StoredVersions stored) : ISnapshotSource<CustomerSnapshot>
{
    public string Prefix => "customer/";

    public TimeSpan Lease => PeopleFreshness.Lease;

    public async Task<CustomerSnapshot?> Load(string key, long newerThan, long promised) =>
        newerThan >= 0 || promised > 0 || (await stored.Of(Prefix, [key], CancellationToken.None)).Count > 0
            ? await grains.GetGrain<ICustomerGrain>(key).GetSnapshot(newerThan)
            : null;

    public long VersionOf(CustomerSnapshot document) => document.Version;

    public Task<IReadOnlyDictionary<string, long>> Versions(string[] keys, CancellationToken cancellation) =>
        stored.Of(Prefix, keys, cancellation);

    public bool AsksForMissing(CustomerSnapshot held) => held.Settings is not null;
}
