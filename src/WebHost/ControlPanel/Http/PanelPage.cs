using Microsoft.AspNetCore.Components;
using Portal.Load;
using Portal.Saving;

namespace Portal.WebHost.ControlPanel;

/// <summary>Pages as results of a handler.</summary>
internal static class PanelPage
{
    public static IResult Of<TPage>(object parameters, int status = StatusCodes.Status200OK)
        where TPage : IComponent => new PageResult<TPage>(new RouteValueDictionary(parameters), status);

    public static IResult NotFound(StaffCall call) =>
        Say(
            call,
            "There is nothing here",
            "The page you asked for does not exist, was deleted, or belongs to a brand that you don't manage.",
            StatusCodes.Status404NotFound);

    public static IResult Refused(StaffCall call, string reason, int status = StatusCodes.Status403Forbidden) =>
        Say(call, "That didn't work", reason, status);

    /// <summary>What a desk refused, where no form is to be shown again.</summary>
    internal static IResult Refused<T>(StaffCall call, DeskAnswer<T> answer)
        where T : class => answer.Outcome switch
        {
            DeskOutcome.NotFound => NotFound(call),
            DeskOutcome.Forbidden => answer.Reason is { } reason ? Refused(call, reason) : Forbidden(call),
            DeskOutcome.Busy => Refused(
                call, "Others keep changing this, so nothing was saved. Try again in a moment.", StatusCodes.Status503ServiceUnavailable),
            DeskOutcome.Changed or DeskOutcome.InTheWay => Refused(call, Why(answer), StatusCodes.Status409Conflict),
            DeskOutcome.Invalid => Refused(call, Why(answer), StatusCodes.Status422UnprocessableEntity),
            DeskOutcome.Done => throw new InvalidOperationException("Not a refusal."),
        };

    /// <summary>A refusal as a sentence.</summary>
    internal static string Why<T>(DeskAnswer<T> answer)
        where T : class =>
        answer.Reason
            ?? (answer.Errors is [var first, ..] ? first.Reason : "It has changed in the meantime. Check the effects and try again.");

    /// <summary>For what the signed-in person's role doesn't allow.</summary>
    public static IResult Forbidden(StaffCall call) =>
        Refused(call, "Your role does not allow this. Ask an owner or admin of the platform.");

    /// <summary>For a form that comes from a page of before: nothing was done, what was typed is there.</summary>
    public static IResult Stale(StaffCall call, StalePanelForm stale, IFormCollection form) =>
        Of<StalePanelPage>(new { Call = call, Stale = stale, Form = form }, StatusCodes.Status409Conflict);

    /// <summary>
    /// For a form of somebody who is signed out: signing in leads back to its page, where this tab's script offers what was
    /// typed.
    /// </summary>
    public static IResult SignedOut(StaffCall call)
    {
        var page = ReturnTo.Before(call.Context.Request);
        return Of<MessagePage>(
            new
            {
                Call = call,
                Title = "You are signed out",
                Text = "Nothing was saved. Sign in again: this tab keeps what you typed, except passwords, and offers it when "
                    + "you are back on the form’s page.",
                Next = ("/sign-in" + (page is null ? "" : "?to=" + Uri.EscapeDataString(page)), "Sign in"),
            },
            StatusCodes.Status401Unauthorized);
    }

    public static IResult Broken(HttpContext context) => Say(
        context,
        "Something isn't responding",
        "A part of the platform did not answer in time. Nothing was left half-saved. Go back and try again in a moment; "
            + "the server's log has the details.",
        StatusCodes.Status503ServiceUnavailable);

    public static IResult Full(HttpContext context) => Say(
        context,
        "The disk is full",
        "The platform's storage is full, so nothing was saved, and nothing can be until the platform's operator frees some "
            + "space. Visitors are still served. Keep this page open and send it again once there is space.",
        StatusCodes.Status503ServiceUnavailable);

    /// <summary>What came over the wire is no request: 400, 408, 413.</summary>
    public static IResult Unreadable(HttpContext context, int status) =>
        Say(context, "That didn't work", "The form can't be read. Open the page again and send it from there.", status);

    public static IResult Busy(HttpContext context, TooBusyException busy) => Say(
        context,
        "Too busy right now",
        (busy.IsShare
            ? "Too many requests like this from your network are already waiting."
            : "Too many requests like this are already waiting.")
            + " Nothing was changed. Go back and send it again in a few seconds.",
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
