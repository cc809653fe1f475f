using Microsoft.Extensions.Logging;
using Portal.Saving;

namespace Portal.Hosting.Clustering;

/// <summary>
/// Repeats a call once whose silo went away while it was under way: a user hears of a silo's death only when the second
/// try fails too. A change carries an operation id, so the second time answers as the first did; a look changes nothing.
/// </summary>
internal sealed partial class RepeatWhenGone(TimeProvider clock, ILogger<RepeatWhenGone> logger) : IOutgoingGrainCallFilter
{
    // Time enough for the death to be known to whoever places the grain anew.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    private static readonly string[] Looks = ["Get", "Find", "List", "Answer", "Accepts"];

    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        try
        {
            await context.Invoke();
            if (context.Response?.Exception is not { } failure || !IsGone(failure) || !MayRepeat(context))
                return;
            LogRepeated(logger, context.InterfaceName, context.MethodName, failure.GetType().Name);
        }
        catch (Exception failure) when (IsGone(failure) && MayRepeat(context))
        {
            LogRepeated(logger, context.InterfaceName, context.MethodName, failure.GetType().Name);
        }

        await Task.Delay(Pause, clock);
        await context.Invoke();
    }

    /// <summary>
    /// Whether the call never got an answer since its silo left or refused it: not a time-out, which says nothing of the silo.
    /// </summary>
    public static bool IsGone(Exception failure) => failure is OrleansMessageRejectionException or SiloUnavailableException;

    /// <summary>Whether a method may be called again when nobody knows whether it was done.</summary>
    /// <param name="name">The method's.</param>
    /// <param name="arguments">What it was called with.</param>
    public static bool MayRepeat(string name, IEnumerable<object?> arguments) =>
        arguments.Any(argument => argument is Change) || Array.Exists(Looks, look => name.StartsWith(look, StringComparison.Ordinal));

    private static bool MayRepeat(IOutgoingGrainCallContext context) =>
        context.InterfaceName?.StartsWith("Portal.", StringComparison.Ordinal) == true
        && MayRepeat(context.MethodName, Enumerable.Range(0, context.Request.GetArgumentCount()).Select(context.Request.GetArgument));

    [LoggerMessage(1, LogLevel.Information, "{Interface}.{Method} is called again: its silo has gone away ({Failure})")]
    private static partial void LogRepeated(ILogger logger, string? @interface, string method, string failure);
}
