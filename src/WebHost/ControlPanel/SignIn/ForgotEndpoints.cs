using Portal.Hosts;
using Portal.Mail;
using Portal.People;
using Portal.Staff;

namespace Portal.WebHost.ControlPanel;

/// <summary>A mailed link for staff who forgot their password. The answer, and its time, are the same for every address.</summary>
internal static partial class ForgotEndpoints
{
    private const int OfNetwork = 20;
    private const int OfAddress = 3;
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/forgot-password", async (StaffCall call, IMailReach mail) =>
            call.Staff is null ? Page(call, await mail.Leaves(IOutboxGrain.Platform, call.Aborted)) : Results.Redirect("/profile"));
        routes.MapPost("/forgot-password", Send);
    }

    private static async Task<IResult> Send(
        StaffCall call, IMailReach mail, IThrottle throttle, StaffRecovery recovery, ILoggerFactory loggers)
    {
        var typed = (await call.Context.Request.ReadFormAsync(call.Aborted))["email"].ToString().Trim();
        if (!await mail.Leaves(IOutboxGrain.Platform, call.Aborted))
            return Page(call, leaves: false);
        if (StaffEmail.Normalise(typed) is not { } email)
            return Page(
                call,
                true,
                typed,
                error: "Enter your e-mail address, such as name@company.com.",
                status: StatusCodes.Status422UnprocessableEntity);
        if (!await throttle.Take("staff-forgot/" + SourceNetwork.Of(call.Context.Connection.RemoteIpAddress), OfNetwork, Window))
        {
            call.Context.Response.Headers.RetryAfter = "3600";
            return Page(
                call,
                true,
                typed,
                error: "Too many links have been requested from this network. Wait an hour, then try again.",
                status: StatusCodes.Status429TooManyRequests);
        }

        // Beside the answer: waiting for it would tell who exists.
        if (await throttle.Take("staff-forgot/" + email, OfAddress, Window))
            _ = Mail(recovery, email, call.From, loggers);
        return Page(call, true, email, sent: true);
    }

    private static async Task Mail(StaffRecovery recovery, string email, string? source, ILoggerFactory loggers)
    {
        try
        {
            await recovery.Mail(email, source);
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            LogLost(loggers.CreateLogger(nameof(ForgotEndpoints)), problem);
        }
    }

    private static IResult Page(
        StaffCall call, bool leaves, string email = "", bool sent = false, string? error = null, int status = StatusCodes.Status200OK) =>
        PanelPage.Of<ForgotPage>(new { Call = call, Leaves = leaves, Email = email, Sent = sent, Error = error }, status);

    [LoggerMessage(1, LogLevel.Error, "A link that staff requested could not be sent")]
    private static partial void LogLost(ILogger logger, Exception problem);
}
