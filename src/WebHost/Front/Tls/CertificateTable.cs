using Portal.Certificates;
using Portal.Secrets;

namespace Portal.WebHost.Front;

/// <summary>Certificates by host: bounded, asked for once whoever waits, renewed by the feed behind connections' backs.</summary>
internal sealed class CertificateTable(SnapshotTable<CertificateMaterial> materials, ISecrets secrets)
{
    /// <summary>The host's certificate; null while it has none. Ask only for hosts that exist.</summary>
    public ValueTask<TlsIdentity?> Find(string host) =>
        materials.Peek(host) is { Derived: TlsIdentity identity } entry && ReferenceEquals(entry.Current, identity.Material)
            ? new(identity)
            : new(Load(host));

    public async Task<bool> Has(string host) => await materials.Get(host) is { Current.ChainPem: not null };

    private async Task<TlsIdentity?> Load(string host)
    {
        if (await materials.Get(host) is not { } entry)
            return null;
        lock (entry)
        {
            if (entry.Derived is TlsIdentity known && ReferenceEquals(known.Material, entry.Current))
                return known;
            if (entry.Current is not { ChainPem: not null, SealedKey: not null } material)
                return null;
            var identity = TlsIdentity.From(material, secrets);
            entry.Derived = identity;
            entry.Current = identity.Material;
            return identity;
        }
    }
}
