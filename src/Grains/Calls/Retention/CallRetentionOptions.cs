using Microsoft.Extensions.Options;
using Portal.Platform;

namespace Portal.Calls;

/// <summary>Of section <c>Portal:Calls</c>: how long calls are kept.</summary>
internal sealed class CallRetentionOptions
{
    /// <summary>
    /// Days whose calls are in the database. Older ones are dropped at night; their sums, and what was charged for them, stay.
    /// Default: 400.
    /// </summary>
    public int HotDays { get; set; } = 400;
}

internal sealed class CallRetentionOptionsValidator(IOptions<CallIntakeOptions> intake) : IValidateOptions<CallRetentionOptions>
{
    private const string Key = CallIntakeOptions.Section + ":HotDays";
    private const int Most = 36_500;

    public ValidateOptionsResult Validate(string? name, CallRetentionOptions options) =>
        options.HotDays is < 2 or > Most
            ? ValidateOptionsResult.Fail(SettingsFailure.Say(Key, options.HotDays, $"2 to {Most}"))
        : options.HotDays <= intake.Value.IntakeDays
            ? ValidateOptionsResult.Fail(SettingsFailure.Say(
                Key,
                options.HotDays,
                $"more than {CallIntakeOptions.Section}:IntakeDays, which is {intake.Value.IntakeDays}"))
        : ValidateOptionsResult.Success;
}
