using Microsoft.AspNetCore.Http.Features;
using Portal.WebHost.Front;

namespace Portal.WebHost.Portals;

/// <summary>Reads a form that a page of this host sent; anything else is refused, and answered, here.</summary>
internal static class PostedForm
{
    public const int Small = 32 * 1024;

    /// <summary>Null: it was refused, the answer is given.</summary>
    public static async Task<IFormCollection?> Read(HttpContext context, int largest = Small)
    {
        if (!HttpMethods.IsPost(context.Request.Method))
        {
            context.Response.Headers.Allow = "GET, HEAD, POST";
            await NeutralAnswer.Refused(context, StatusCodes.Status405MethodNotAllowed);
            return null;
        }

        if (!FormOrigin.IsOwn(context.Request))
        {
            await NeutralAnswer.Refused(context, StatusCodes.Status403Forbidden);
            return null;
        }

        if (!context.Request.HasFormContentType)
        {
            await NeutralAnswer.Refused(context, StatusCodes.Status415UnsupportedMediaType);
            return null;
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = largest;
        try
        {
            return await context.Request.ReadFormAsync(context.RequestAborted);
        }
        catch (InvalidDataException)
        {
            await NeutralAnswer.Refused(context, StatusCodes.Status400BadRequest);
            return null;
        }
    }
}
