using Portal.WebHost.Front;

namespace Portal.WebHost.Portals;

/// <summary>
/// A sign-in's answer. Nobody has credentials here yet, so it is the same for every address: e-mail or password is
/// wrong, with the form as it was typed.
/// </summary>
internal sealed class SignInPost(PageWriter writer, PageHeaders headers)
{
    private const int MaxForm = 16 * 1024;
    private const int MaxEmail = 254;

    public async Task Answer(HttpContext context, SitePages site, int language)
    {
        if (!FormOrigin.IsOwn(context.Request))
        {
            await NeutralAnswer.Refused(context, StatusCodes.Status403Forbidden);
            return;
        }

        if (!context.Request.HasFormContentType)
        {
            await NeutralAnswer.Refused(context, StatusCodes.Status415UnsupportedMediaType);
            return;
        }

        if (context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = MaxForm;
        var form = await ReadForm(context);
        if (form is null)
        {
            await NeutralAnswer.Refused(context, StatusCodes.Status400BadRequest);
            return;
        }

        var email = form["email"].ToString().Trim();
        var html = await writer.Write(site.Model(PageKind.SignIn, language, email.Length > MaxEmail ? email[..MaxEmail] : email));
        headers.Write(context.Response, site, PageKind.SignIn, isStored: false);
        context.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        await context.Response.WriteAsync(html, context.RequestAborted);
    }

    private static async Task<IFormCollection?> ReadForm(HttpContext context)
    {
        try
        {
            return await context.Request.ReadFormAsync(context.RequestAborted);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
