namespace Portal.WebHost.Documents;

/// <summary>A document's version, as the API shows it.</summary>
internal static class Versions
{
    public static readonly NumberShape Shape = new() { Description = "Increases with each change. It is the ETag." };
}
