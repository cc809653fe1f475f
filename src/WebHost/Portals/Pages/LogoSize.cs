using Portal.WebHost.Front;

namespace Portal.WebHost.Portals;

/// <summary>How large a logo is shown: its place is kept before it is loaded, whatever its file's size.</summary>
internal static class LogoSize
{
    private const int MaxWidth = 280;
    private const int MaxHeight = 72;

    public static (int Width, int Height) Of(SitePicture picture)
    {
        var scale = Math.Min(1, Math.Min((double)MaxWidth / Math.Max(1, picture.Width), (double)MaxHeight / Math.Max(1, picture.Height)));
        return (Math.Max(1, (int)Math.Round(picture.Width * scale)), Math.Max(1, (int)Math.Round(picture.Height * scale)));
    }
}
