using Microsoft.Extensions.Options;
using Portal.Platform;

namespace Portal.Hosting.Stopping;

/// <summary>How a process leaves. Section <c>Portal:Stop</c>.</summary>
internal sealed class StopOptions
{
    public const string Section = "Portal:Stop";

    /// <summary>
    /// After SIGTERM: how long it says that it isn't ready and goes on serving, so that a balancer sends visitors elsewhere
    /// first. More than the balancer's interval between two looks. Default: 5 s. Ctrl+C stops at once.
    /// </summary>
    public TimeSpan Delay { get; set; } = TimeSpan.FromSeconds(5);
}

internal sealed class StopOptionsValidator : IValidateOptions<StopOptions>
{
    public ValidateOptionsResult Validate(string? name, StopOptions options) =>
        options.Delay < TimeSpan.Zero || options.Delay > TimeSpan.FromMinutes(10)
            ? ValidateOptionsResult.Fail(
                SettingsFailure.Say("Portal:Stop:Delay", options.Delay, "a time such as 00:00:05, at most 00:10:00"))
            : ValidateOptionsResult.Success;
}
