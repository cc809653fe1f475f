using Microsoft.Extensions.Logging;

namespace Portal.Hosting.Stopping;

/// <summary>
/// What Orleans does when it can't go on, in our way: a line and an exit code in place of a crash with a stack trace. Mostly
/// it is a member that the others put out while it stood still.
/// </summary>
internal sealed partial class FatalEnd(IProcessEnd process, ILogger<FatalEnd> logger) : IFatalErrorHandler
{
    public const string PutOut =
        "The other members of the cluster declared this one dead because it did not answer for a while "
            + "(it stood still, or its network did). It ends now and must be restarted.";
    public const string Older =
        "A process that calls itself newer has joined the cluster at this one's address and port "
            + "(it was started twice, or the clock has been set back). It ends now and must be restarted.";

    public bool IsUnexpected(Exception exception) => true;

    public void OnFatalException(object? sender = null, string? context = null, Exception? exception = null)
    {
        LogFatal(logger, context, exception);
        process.StartAgain(context switch
        {
            not null when context.Contains("newer version of myself", StringComparison.Ordinal) => Older,
            not null when context.Contains("told I am dead", StringComparison.Ordinal) => PutOut,
            _ =>
                $"The cluster's runtime can't continue: {exception?.Message ?? context ?? "no reason was given"}. "
                    + "The process ends now and must be restarted.",
        });
    }

    // Told in one line for people; the whole of it for those who look for more.
    [LoggerMessage(1, LogLevel.Debug, "The cluster's runtime can't continue: {Context}")]
    private static partial void LogFatal(ILogger logger, string? context, Exception? exception);
}
