using System.IO.Compression;
using System.Text.Json;

namespace Portal.WebHost.ControlPanel;

/// <summary>Style, modules and icons of the build, named by their content: kept by browsers for ever.</summary>
internal sealed class UiFiles
{
    private const string Folder = "/assets/";
    private readonly Dictionary<string, string> names;
    private readonly Dictionary<string, (byte[] Plain, byte[] Brotli, string Type)> files = new(StringComparer.Ordinal);

    public UiFiles()
    {
        names = JsonSerializer.Deserialize<Dictionary<string, string>>(Read("manifest.json"))!;
        foreach (var file in names.Values)
        {
            var content = Read(file);
            files.Add(file, (content, Compress(content), Type(file)));
        }
    }

    /// <param name="name">As the source calls it: <c>panel.css</c>.</param>
    public string Path(string name) => Folder + names[name];

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet(Folder + "{file}", (string file, UiFiles ui, HttpContext context) => ui.Answer(file, context));

    private IResult Answer(string name, HttpContext context)
    {
        if (!files.TryGetValue(name, out var file))
            return Results.NotFound();
        var headers = context.Response.Headers;
        headers.CacheControl = "public, max-age=31536000, immutable";
        headers.Vary = "Accept-Encoding";
        if (!context.Request.Headers.AcceptEncoding.ToString().Contains("br", StringComparison.Ordinal))
            return Results.Bytes(file.Plain, file.Type);
        headers.ContentEncoding = "br";
        return Results.Bytes(file.Brotli, file.Type);
    }

    private static string Type(string name) => System.IO.Path.GetExtension(name) switch
    {
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        _ => "application/octet-stream",
    };

    private static byte[] Read(string name)
    {
        using var stream = typeof(UiFiles).Assembly.GetManifestResourceStream("ui/" + name)
            ?? throw new InvalidOperationException($"The file {name} is not part of the build.");
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }

    private static byte[] Compress(byte[] content)
    {
        using var memory = new MemoryStream();
        using (var brotli = new BrotliStream(memory, CompressionLevel.SmallestSize))
            brotli.Write(content);
        return memory.ToArray();
    }
}
