using Portal.Storage;

namespace Portal.Brands;

/// <summary>One line of the list of brands.</summary>
/// <param name="Domains">How many domains use it.</param>
public sealed record BrandRow(
    string Id, string Name, string? Logo, string? PrimaryColor, long Domains, long Version, DateTimeOffset ChangedAt);

/// <summary>The read model of brands.</summary>
internal interface IBrandDirectory
{
    /// <summary>By <see cref="BrandList"/>.</summary>
    Task<Page<BrandRow>> List(ListQuery query, CancellationToken cancellation);

    /// <summary>All of it, from the start, as it is read.</summary>
    IAsyncEnumerable<BrandRow> All(ListQuery query, CancellationToken cancellation);

    Task<bool> Exists(string id, CancellationToken cancellation);
}
