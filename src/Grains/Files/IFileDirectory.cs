using Portal.Storage;

namespace Portal.Files;

/// <summary>The read model of public files, and their bytes.</summary>
internal interface IFileDirectory
{
    /// <summary>By <see cref="FileList"/>.</summary>
    /// <param name="query">Its brands see their own files and the platform's; null: all are seen.</param>
    Task<Page<FileView>> List(ListQuery query, CancellationToken cancellation);

    /// <summary>Null when there is no such file.</summary>
    Task<FileView?> Find(FileKey key, CancellationToken cancellation);

    /// <summary>What a document of a brand means by a name: the brand's own file, else the platform's.</summary>
    /// <param name="brand">Null: a document without one.</param>
    Task<FileView?> Resolve(string name, string? brand, CancellationToken cancellation);

    /// <summary>Domains and brands that show it, as <c>domain/…</c> and <c>brand/…</c>.</summary>
    /// <param name="brands">Those of these brands alone; null: all.</param>
    Task<IReadOnlyList<string>> Uses(FileKey key, IReadOnlyCollection<string>? brands, int limit, CancellationToken cancellation);

    /// <summary>The bytes that a hash names, with their media type; null when nothing has it.</summary>
    Task<(byte[] Content, string Type)?> Read(string hash, CancellationToken cancellation);
}
