using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Portal.Load;
using Portal.Staff;
using Portal.WebHost.Front;

namespace Portal.WebHost.ControlPanel;

/// <summary>Finds out whose browser it is, and lets only signing in and the first start pass without.</summary>
internal sealed class StaffGate(
    RequestDelegate next, StaffSessions sessions, IGrainFactory grains, IOptions<SetupStaffOptions> setup, IOptions<FrontOptions> front)
{
    // What needs nobody signed in.
    private static readonly PathString[] Open = ["/sign-in", "/sign-out", "/setup/account", "/invitation", "/forgot-password"];

    private const int LargestForm = 4 * 1024 * 1024;

    // Of somebody who isn't signed in: a stranger's forms are short.
    private const int LargestOfStrangers = 32 * 1024;

    public async Task InvokeAsync(HttpContext context)
    {
        if (context.Request.Path.StartsWithSegments("/assets", StringComparison.Ordinal))
        {
            await next(context);
            return;
        }

        CallOrigin.Set(context.Request.Host.Host, context.Connection.RemoteIpAddress);
        var call = await Identify(context);
        context.Features.Set(call);
        if (await Refuse(context, call) is { } answer)
            await answer.ExecuteAsync(context);
        else
            await next(context);
    }

    private async Task<StaffCall> Identify(HttpContext context)
    {
        // Events are asked for by a page that is open, again and again: nobody has to be there.
        var keeps = !context.Request.Headers.Accept.ToString().Contains("text/event-stream", StringComparison.Ordinal);
        if (StaffCookies.ReadSession(context) is not { } token
            || await sessions.Find(token, context.RequestAborted, keeps) is not { } session)
            return new StaffCall(context, null, null, null);
        var staff = await grains.GetGrain<IOperatorGrain>(session.Email).Get();
        return staff is null or { Settings.Disabled: true }
            ? new StaffCall(context, null, null, null)
            : new StaffCall(context, token, session, staff);
    }

    private async Task<IResult?> Refuse(HttpContext context, StaffCall call)
    {
        var request = context.Request;
        var unsafeMethod = !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method);
        var open = Array.Exists(Open, path => request.Path.StartsWithSegments(path, StringComparison.Ordinal));
        if (unsafeMethod)
        {
            if (!FormOrigin.IsOwn(request) || !request.HasFormContentType)
                return PanelPage.Refused(
                    call, "This form was not sent from the control panel. Open the page again and send it from there.");
            if (request.ContentLength is not { } length)
                return PanelPage.Refused(call, "The form was sent without its length.", StatusCodes.Status411LengthRequired);
            if (length > LargestForm || (open && call.Session is null && length > LargestOfStrangers))
                return PanelPage.Refused(call, "The form is too large. The limit is 4 MiB.", StatusCodes.Status413PayloadTooLarge);
            if (open || call.Session is not null)
            {
                if (await Read(request) is not { } form)
                    return PanelPage.Refused(
                        call, "The form can't be read. Open the page again and send it from there.", StatusCodes.Status400BadRequest);
                if (call.Session is not null && !HasToken(call, form))
                    return PanelPage.Stale(call, StalePanelForm.OtherSession, form);
            }
        }

        if (open)
            return null;
        if (call.Staff is not { } staff)
        {
            return unsafeMethod
                ? PanelPage.SignedOut(call)
                : Results.Redirect("/sign-in" + ReturnTo.Query(request));
        }

        var mustEnrol = setup.Value.RequireSecondFactor && !front.Value.Demo && !staff.HasSecondFactor;
        return mustEnrol && !request.Path.StartsWithSegments("/profile/second-factor", StringComparison.Ordinal)
            ? Results.Redirect("/profile/second-factor" + ReturnTo.Query(request))
            : null;
    }

    // Once here: what handlers read after it is the same form.
    private static async Task<IFormCollection?> Read(HttpRequest request)
    {
        try
        {
            return await FormBody.Read(request);
        }
        catch (BadHttpRequestException unreadable) when (unreadable.StatusCode == StatusCodes.Status400BadRequest)
        {
            return null;
        }
    }

    /// <summary>Of routes that are the platform's owner's alone.</summary>
    public static async ValueTask<object?> OwnersOnly(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        context.HttpContext.Features.Get<StaffCall>() is { } call && !StaffDesk.MayManage(call.Caller)
            ? PanelPage.Forbidden(call)
            : await next(context);

    private static bool HasToken(StaffCall call, IFormCollection form) =>
        CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(form[StaffCall.TokenField].ToString()), Encoding.UTF8.GetBytes(call.FormToken));
}
