using Microsoft.AspNetCore.Components;
using Portal.Load;

namespace Portal.WebHost.ControlPanel;

/// <summary>Pages as results of a handler.</summary>
internal static class PanelPage
{
    public static IResult Of<TPage>(object parameters, int status = StatusCodes.Status200OK)
        where TPage : IComponent => new PageResult<TPage>(new RouteValueDictionary(parameters), status);

    public static IResult NotFound(StaffCall call) =>
        Say(call, "There is nothing here", "The page you asked for does not exist, was deleted, or belongs to a brand that you don't look after.", StatusCodes.Status404NotFound);

    public static IResult Refused(StaffCall call, string reason, int status = StatusCodes.Status403Forbidden) => Say(call, "That did not go through", reason, status);

    /// <summary>For what the signed-in person's role doesn't allow.</summary>
    public static IResult Forbidden(StaffCall call) => Refused(call, "Your role does not allow this. Ask an owner or admin of the platform.");

    /// <summary>For a form that comes from a page of before: nothing was done, what was typed is there.</summary>
    public static IResult Stale(StaffCall call, StaleForm stale, IFormCollection form) =>
        Of<StalePage>(new { Call = call, Stale = stale, Form = form }, StatusCodes.Status409Conflict);

    /// <summary>For a form of somebody who is signed out: signing in leads back to its page, where this tab's script offers what was typed.</summary>
    public static IResult SignedOut(StaffCall call)
    {
        var page = ReturnTo.Before(call.Context.Request);
        return Of<MessagePage>(
            new
            {
                Call = call,
                Title = "You are signed out",
                Text = "Nothing was saved. Sign in again: what you typed is kept in this tab, without passwords, and offered on the form’s page.",
                Next = ("/sign-in" + (page is null ? "" : "?to=" + Uri.EscapeDataString(page)), "Sign in"),
            },
            StatusCodes.Status401Unauthorized);
    }

    public static IResult Broken(HttpContext context) => Say(
        context,
        "We can't answer now",
        "A part of the platform did not answer in time. Nothing was half-written. Go back and try again in a moment; the log of the server has the details.",
        StatusCodes.Status503ServiceUnavailable);

    public static IResult Full(HttpContext context) => Say(
        context,
        "The disk is full",
        "The platform's store has no space left, so nothing was saved, and nothing can be until whoever runs the platform makes space. Visitors are still served. Keep this page open, and send it again then.",
        StatusCodes.Status503ServiceUnavailable);

    /// <summary>What came over the wire is no request: 400, 408, 413.</summary>
    public static IResult Unreadable(HttpContext context, int status) =>
        Say(context, "That did not go through", "What was sent can't be read. Open the page again and send it from there.", status);

    public static IResult Busy(HttpContext context, TooBusyException busy) => Say(
        context,
        "Too much waits at this moment",
        (busy.IsShare ? "From your network as much of this waits as may." : "As much of this waits as may.") + " Nothing was changed. Go back and send it again in a few seconds.",
        busy.Status);

    // To whoever asks: it isn't looked at any more who that is.
    private static IResult Say(HttpContext context, string title, string text, int status) =>
        Say(new StaffCall(context, null, null, null), title, text, status);

    private static IResult Say(StaffCall call, string title, string text, int status) =>
        Of<MessagePage>(new { Call = call, Title = title, Text = text }, status);

    // Rendered by itself: what the framework's own result brings (navigation, streaming) is of no use here.
    private sealed class PageResult<TPage>(RouteValueDictionary parameters, int status) : IResult
        where TPage : IComponent
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var html = await httpContext.RequestServices.GetRequiredService<Fragments>().Render<TPage>(parameters);
            httpContext.Response.StatusCode = status;
            httpContext.Response.ContentType = "text/html; charset=utf-8";
            await httpContext.Response.WriteAsync(html, httpContext.RequestAborted);
        }
    }
}
