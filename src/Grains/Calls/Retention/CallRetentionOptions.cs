using Microsoft.Extensions.Options;
using Portal.Blobs;
using Portal.Platform;

namespace Portal.Calls;

/// <summary>Of section <c>Portal:Calls</c>: how long calls are kept.</summary>
internal sealed class CallRetentionOptions
{
    /// <summary>
    /// Days whose calls are in the database. Older ones are dropped at night, or lie in files until <see cref="KeepDays"/>; their sums, and
    /// what was charged for them, stay. Default: 400.
    /// </summary>
    public int HotDays { get; set; } = 400;

    /// <summary>
    /// Days whose calls are kept at all: whole months that are older than <see cref="HotDays"/> leave the database and lie in files. On
    /// PostgreSQL with <c>Portal:Blobs:Provider=folder</c>. Default: as <see cref="HotDays"/>, and no files.
    /// </summary>
    public int? KeepDays { get; set; }

    public int AllDays => KeepDays ?? HotDays;

    public bool IsArchived => AllDays > HotDays;
}

internal sealed class CallRetentionOptionsValidator(IOptions<CallIntakeOptions> intake, IOptions<BlobOptions> blobs)
    : IValidateOptions<CallRetentionOptions>
{
    private const string Key = CallIntakeOptions.Section + ":HotDays";
    private const string KeepKey = CallIntakeOptions.Section + ":KeepDays";
    private const int Most = 36_500;

    public ValidateOptionsResult Validate(string? name, CallRetentionOptions options) =>
        options.HotDays is < 2 or > Most
            ? ValidateOptionsResult.Fail(SettingsFailure.Say(Key, options.HotDays, $"2 to {Most}"))
        : options.HotDays <= intake.Value.IntakeDays
            ? ValidateOptionsResult.Fail(SettingsFailure.Say(
                Key,
                options.HotDays,
                $"more than {CallIntakeOptions.Section}:IntakeDays, which is {intake.Value.IntakeDays}"))
        : options.KeepDays is { } keep && (keep < options.HotDays || keep > Most)
            ? ValidateOptionsResult.Fail(SettingsFailure.Say(KeepKey, keep, $"HotDays, which is {options.HotDays}, to {Most}"))
        : options.IsArchived && blobs.Value.Provider != BlobProvider.Folder
            ? ValidateOptionsResult.Fail(
                $"{KeepKey} is more than HotDays: old calls are to lie in files. Set {BlobOptions.Section}:Provider to folder.")
        : ValidateOptionsResult.Success;
}
