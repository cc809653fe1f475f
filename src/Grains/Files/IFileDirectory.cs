using Portal.Storage;

namespace Portal.Files;

/// <summary>The read model of public files, and their bytes.</summary>
internal interface IFileDirectory
{
    Task<Page<FileView>> List(ListQuery query, CancellationToken cancellation);

    /// <summary>Null when there is no such file.</summary>
    Task<FileView?> Find(string name, CancellationToken cancellation);

    /// <summary>The bytes that a hash names, with their media type; null when nothing has it.</summary>
    Task<(byte[] Content, string Type)?> Read(string hash, CancellationToken cancellation);
}
