using System.Buffers;
using BitFaster.Caching.Lru;
using Portal.Files;

namespace Portal.WebHost.Portals;

/// <summary>Files named by their content: the tenant's code and style sheet, the product's module, public pictures.</summary>
internal sealed class AssetFiles(IFileDirectory files, PageHeaders headers)
{
    public const string Prefix = "/assets/";
    private const int HashLength = 32;
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdef");
    private const int MaxPictures = 2_000;

    private readonly ConcurrentLru<string, (byte[] Content, string Type)> pictures = new(
        Environment.ProcessorCount, MaxPictures, StringComparer.Ordinal);

    /// <summary>Whether there is such a file; it is answered then.</summary>
    public async Task<bool> TryServe(HttpContext context, SitePages site, string path)
    {
        if (site.AssetAt(path) is { } asset)
        {
            await Send(context, asset.Content, asset.Type);
            return true;
        }

        if (await Picture(path) is not var (content, type))
            return false;
        await Send(context, content, type);
        return true;
    }

    private async Task<(byte[] Content, string Type)?> Picture(string path)
    {
        var name = path.AsSpan(Prefix.Length);
        if (name.Length != HashLength + 4 || (name[HashLength..] is not ".png" and not ".jpg")
            || name[..HashLength].ContainsAnyExcept(Digits))
            return null;
        var hash = name[..HashLength].ToString();
        if (pictures.TryGet(hash, out var known))
            return known;
        if (await files.Read(hash, CancellationToken.None) is not { } found)
            return null;
        pictures.AddOrUpdate(hash, found);
        return found;
    }

    private Task Send(HttpContext context, byte[] content, string type)
    {
        headers.WriteForever(context.Response, type);
        context.Response.ContentLength = content.Length;
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : context.Response.Body.WriteAsync(content).AsTask();
    }
}
