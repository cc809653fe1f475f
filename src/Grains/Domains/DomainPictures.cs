using Portal.Files;
using Portal.Storage;

namespace Portal.Domains;

internal sealed class DomainPictures(PortalDatabase database) : IFileUses
{
    public Task<IReadOnlyList<string>> Of(
        FileKey key, IReadOnlyCollection<string>? brands, int limit, CancellationToken cancellation) =>
        FileUse.Read(database, "'domain/' || host", "portal_domains", "brand", (key, brands, limit), cancellation);
}
