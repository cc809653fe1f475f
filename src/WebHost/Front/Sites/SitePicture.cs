using Portal.Files;

namespace Portal.WebHost.Front;

/// <summary>A public picture as pages name it: by its content, so that it can be kept for ever.</summary>
internal sealed record SitePicture(string Hash, string Type, int Width, int Height)
{
    public string Path { get; } = PicturePath.Of(Hash, Type);

    public static SitePicture? From(FileView? file) =>
        file is null ? null : new(file.Hash, file.Type, file.Width, file.Height);
}
