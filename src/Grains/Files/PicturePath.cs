namespace Portal.Files;

/// <summary>Where a public picture is served on every tenant's host: named by its content, so that it can be kept for ever.</summary>
internal static class PicturePath
{
    public static string Of(string hash, string type) => "/assets/" + hash + (type == "image/jpeg" ? ".jpg" : ".png");
}
