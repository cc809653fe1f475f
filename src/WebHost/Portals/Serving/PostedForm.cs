using Microsoft.AspNetCore.Http.Features;
using Portal.WebHost.Front;

namespace Portal.WebHost.Portals;

/// <summary>Reads a form that a page of this host sent; anything else is refused.</summary>
internal static class PostedForm
{
    public const int Small = 32 * 1024;

    /// <exception cref="BadHttpRequestException">It was refused: <see cref="PortalFace"/> says why, in the brand's page.</exception>
    public static async Task<IFormCollection> Read(HttpContext context, int largest = Small)
    {
        if (!HttpMethods.IsPost(context.Request.Method))
        {
            context.Response.Headers.Allow = "GET, HEAD, POST";
            throw new BadHttpRequestException("Neither read nor a form.", StatusCodes.Status405MethodNotAllowed);
        }

        if (!FormOrigin.IsOwn(context.Request))
            throw new BadHttpRequestException("Not from a page of this host.", StatusCodes.Status403Forbidden);
        if (!context.Request.HasFormContentType)
            throw new BadHttpRequestException("No form.", StatusCodes.Status415UnsupportedMediaType);
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = largest;
        return await FormBody.Read(context.Request);
    }
}
