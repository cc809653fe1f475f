using Microsoft.Extensions.Options;
using Portal.Platform;

namespace Portal.Calls;

/// <summary>Of section <c>Portal:Calls</c>: what is taken in.</summary>
internal sealed class CallIntakeOptions
{
    public const string Section = "Portal:Calls";

    /// <summary>How many days old a call may come in. More: sums of days long past can still change. Default: 60.</summary>
    public int IntakeDays { get; set; } = 60;
}

internal sealed class CallIntakeOptionsValidator : IValidateOptions<CallIntakeOptions>
{
    private const string Key = CallIntakeOptions.Section + ":IntakeDays";
    private const int Most = 3660;

    public ValidateOptionsResult Validate(string? name, CallIntakeOptions options) => options.IntakeDays is >= 1 and <= Most
        ? ValidateOptionsResult.Success
        : ValidateOptionsResult.Fail(SettingsFailure.Say(Key, options.IntakeDays, $"1 to {Most}"));
}
