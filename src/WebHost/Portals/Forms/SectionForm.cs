using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Portal.WebHost.Front;

namespace Portal.WebHost.Portals;

/// <summary>Reads what a form of a signed-in page sent.</summary>
internal static class SectionForm
{
    public static bool IsPost(PortalCall call) => call.Stale is null && HttpMethods.IsPost(call.Context.Request.Method);

    /// <summary>Also where a form came from a page of before: its page is shown again, with what was typed.</summary>
    public static bool IsRead(PortalCall call) =>
        call.Stale is not null || HttpMethods.IsGet(call.Context.Request.Method) || HttpMethods.IsHead(call.Context.Request.Method);

    /// <summary>
    /// The form, once it is sure that a page of this very session sent it. The gate looks first; a section relies on nothing.
    /// </summary>
    /// <exception cref="BadHttpRequestException">It is from elsewhere, or no form.</exception>
    public static async Task<IFormCollection> Read(PortalCall call)
    {
        var request = call.Context.Request;
        if (!request.HasFormContentType)
            throw new BadHttpRequestException("No form.", StatusCodes.Status415UnsupportedMediaType);
        var form = await FormBody.Read(request);
        var token = Encoding.UTF8.GetBytes(form[PortalCall.TokenField].ToString());
        if (call.Stale is not null || !FormOrigin.IsOwn(request)
            || !CryptographicOperations.FixedTimeEquals(token, Encoding.UTF8.GetBytes(call.FormToken)))
            throw new BadHttpRequestException("Not from a page of this session.", StatusCodes.Status403Forbidden);
        return form;
    }

    /// <summary>From a path that takes forms alone to the page that the form is on.</summary>
    public static async Task<bool> BackTo(PortalCall call, string page)
    {
        await PortalAnswer.SeeOther(call, page);
        return true;
    }

    /// <summary>The version that the form was made of; null: it names none.</summary>
    public static long? Version(this IFormCollection form) =>
        long.TryParse(form["_version"], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null;

    /// <summary>Trimmed; null: absent or blank, or longer than anybody means.</summary>
    public static string? Text(this IFormCollection form, string name, int longest = 500) =>
        form[name].ToString().Trim() is { Length: > 0 } text && text.Length <= longest && !text.Contains('\0') ? text : null;
}
