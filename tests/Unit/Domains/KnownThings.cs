using Portal.Brands;
using Portal.Domains;
using Portal.Files;
using Portal.Storage;

namespace Portal.Tests.Unit.Domains;

/// <summary>Read models that know what a test says they know.</summary>
internal sealed class KnownThings(params string[] names) : IBrandDirectory, IFileDirectory, ITemplateCustomers
{
    public Task<bool> Exists(string id, CancellationToken cancellation) => Task.FromResult(names.Contains(id));

    public Task<bool> Belongs(string id, IReadOnlyCollection<string> brands, CancellationToken cancellation) => Exists(id, cancellation);

    public Task<FileView?> Find(FileKey key, CancellationToken cancellation) => Resolve(key.Name, key.Owner, cancellation);

    public Task<IReadOnlyList<string>> Uses(FileKey key, IReadOnlyCollection<string>? brands, int limit, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<FileView?> Resolve(string name, string? brand, CancellationToken cancellation) => Task.FromResult(
        names.Contains(name) ? new FileView(name, "image/png", 1, 1, 1, "", 1, DateTimeOffset.UnixEpoch) : null);

    IAsyncEnumerable<BrandRow> IBrandDirectory.All(ListQuery query, CancellationToken cancellation) => throw new NotSupportedException();

    Task<Page<BrandRow>> IBrandDirectory.List(ListQuery query, CancellationToken cancellation) => throw new NotSupportedException();

    Task<Page<FileView>> IFileDirectory.List(ListQuery query, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<(byte[] Content, string Type)?> Read(string hash, CancellationToken cancellation) => throw new NotSupportedException();
}
