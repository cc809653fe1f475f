using Orleans.Concurrency;
using Portal.Feed;
using Portal.Saving;

namespace Portal.Files;

/// <summary>A public picture (a logo, a favicon) as staff and programs see it.</summary>
/// <param name="Type">Media type of what is served: <c>image/png</c> or <c>image/jpeg</c>.</param>
/// <param name="Bytes">Size of what is served, in bytes.</param>
/// <param name="Hash">Names the content: lower-case hexadecimal, 32 digits.</param>
/// <param name="Owner">The brand that it belongs to; null: the platform's.</param>
[GenerateSerializer, Immutable, Alias("portal.FileView")]
public sealed record FileView(
    [property: Id(0)] string Name,
    [property: Id(1)] string Type,
    [property: Id(2)] int Width,
    [property: Id(3)] int Height,
    [property: Id(4)] long Bytes,
    [property: Id(5)] string Hash,
    [property: Id(6)] long Version,
    [property: Id(7)] DateTimeOffset ChangedAt,
    [property: Id(8)] string? Owner = null) : IShown
{
    public FeedNote ToNote() => new(FeedKeys.File(Key.ToString()), Version);

    public FileKey Key => new(Owner, Name);
}

/// <summary>
/// One public file. Key: <see cref="FileKey"/> as text. The picture is decoded and written again before it is stored; its bytes are rows,
/// named by their hash, so that a page made before a change still finds what it names.
/// </summary>
[Alias("portal.IFileGrain")]
public interface IFileGrain : IGrainWithStringKey
{
    /// <summary>Invalid at <c>file</c>: not a jpg, png or gif, too large, too many pixels, truncated.</summary>
    [Alias("Put")]
    Task<SaveResult<FileView>> Put(byte[] content, Change change);

    /// <summary><see cref="SaveOutcome.InUse"/> while domains or brands show it.</summary>
    [Alias("Delete")]
    Task<SaveResult<FileView>> Delete(Change change);

    /// <summary>Null when there is no such file.</summary>
    [Alias("Get"), AlwaysInterleave]
    Task<FileView?> Get();

    /// <summary>Does again what follows from its last change.</summary>
    [Alias("Repair")]
    Task Repair();
}
