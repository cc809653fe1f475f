using Portal.Certificates;

namespace Portal.WebHost.Front;

/// <summary>Certificates as their grains have them. Asked only for hosts that somebody vouched for.</summary>
internal sealed class CertificateMaterialSource(IGrainFactory grains, StoredVersions stored) : ISnapshotSource<CertificateMaterial>
{
    public string Prefix => "certificate/";

    // None yet is an answer too: it is kept, and the feed tells when one comes.
    public async Task<CertificateMaterial?> Load(string key, long newerThan, long promised) =>
        await grains.GetGrain<ICertificateGrain>(key).GetMaterial(newerThan)
        ?? (newerThan < 0 ? new CertificateMaterial(key, 0, null, null, null) : null);

    public long VersionOf(CertificateMaterial document) => document.Version;

    public Task<IReadOnlyDictionary<string, long>> Versions(string[] keys, CancellationToken cancellation) =>
        stored.Of(Prefix, keys, cancellation);
}
