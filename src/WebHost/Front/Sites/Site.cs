using Portal.Brands;
using Portal.Domains;

namespace Portal.WebHost.Front;

/// <summary>
/// One domain as it is served: what its documents said when it was put together. A request holds one to its end. It is
/// current as long as each of its documents is; that is a few comparisons, so no list of a brand's domains is needed.
/// </summary>
internal sealed class Site
{
    private readonly SnapshotEntry<DomainSnapshot> domainEntry;
    private readonly SnapshotEntry<BrandSnapshot>? brandEntry;
    private readonly SnapshotEntry<FileSnapshot>[] fileEntries;
    private readonly DomainSnapshot domain;
    private readonly BrandSnapshot? brand;
    private readonly FileSnapshot?[] files;
    private volatile object? pages;
    private volatile bool hasCertificate;
    private volatile bool left;

    public Site(
        SnapshotEntry<DomainSnapshot> domainEntry,
        DomainSnapshot domain,
        SnapshotEntry<BrandSnapshot>? brandEntry,
        SnapshotEntry<FileSnapshot>[] fileEntries,
        IReadOnlyList<string> languages)
    {
        (this.domainEntry, this.domain, this.brandEntry, this.fileEntries) = (domainEntry, domain, brandEntry, fileEntries);
        brand = brandEntry?.Current;
        files = [.. fileEntries.Select(entry => entry.Current)];
        VersionText = FormattableString.Invariant($"{domain.Version}.{brand?.Version ?? 0}");
        // A state that only a newer release knows closes no site.
        IsEnabled = domain.Settings is { Status: not DomainStatus.Disabled };
        if (domain.Settings is { } settings)
            Look = EffectiveSite.Merge(settings, brand?.Settings, FileOf, languages);
    }

    public string Host => domain.Host;

    /// <summary>Domain version, dot, brand version.</summary>
    public string VersionText { get; }

    /// <summary>False for one that is switched off or deleted: nobody is answered there.</summary>
    public bool IsEnabled { get; }

    /// <summary>Null for a deleted one.</summary>
    public EffectiveSite? Look { get; }

    /// <summary>What the operator says of the domain; null for a deleted one.</summary>
    public DomainSettings? Settings => domain.Settings;

    /// <summary>What the portal's face made of it; goes with the site.</summary>
    public object? Pages
    {
        get => pages;
        set => pages = value;
    }

    /// <summary>Whether a certificate was seen for the host: plain HTTP may then lead to HTTPS.</summary>
    public bool HasCertificate
    {
        get => hasCertificate;
        set => hasCertificate = value;
    }

    public bool IsCurrent
    {
        get
        {
            if (left
                || !ReferenceEquals(domainEntry.Current, domain)
                || (brandEntry is not null && !ReferenceEquals(brandEntry.Current, brand)))
                return false;
            for (var i = 0; i < files.Length; i++)
            {
                if (!ReferenceEquals(fileEntries[i].Current, files[i]))
                    return false;
            }

            return true;
        }
    }

    /// <summary>Nobody asked for it for a while: the next visitor gets another one, and what was made for this one can go.</summary>
    public void Leave() => left = true;

    private Files.FileView? FileOf(string name)
    {
        for (var i = 0; i < files.Length; i++)
        {
            if (files[i]?.File is { } file && file.Name == name)
                return file;
        }

        return null;
    }
}
