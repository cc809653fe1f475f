using Portal.Files;
using Portal.Storage;

namespace Portal.Brands;

internal sealed class BrandPictures(PortalDatabase database) : IFileUses
{
    public Task<IReadOnlyList<string>> Of(
        FileKey key, IReadOnlyCollection<string>? brands, int limit, CancellationToken cancellation) =>
        FileUse.Read(database, "'brand/' || id", "portal_brands", "id", (key, brands, limit), cancellation);
}
