using Microsoft.Extensions.Options;

namespace Portal.ApiKeys;

/// <summary>The first API key. Section <c>Portal:Setup</c>.</summary>
internal sealed class SetupKeyOptions
{
    /// <summary>Becomes an ordinary, revocable key with every right in a store that has none. Default: none.</summary>
    public string? ApiKey { get; set; }

    // Never shown, so that no log or page has the key by accident.
    public override string ToString() => nameof(SetupKeyOptions);
}

internal sealed class SetupKeyValidator : IValidateOptions<SetupKeyOptions>
{
    public ValidateOptionsResult Validate(string? name, SetupKeyOptions options)
    {
        if (string.IsNullOrEmpty(options.ApiKey))
            return ValidateOptionsResult.Success;
        // The value is a secret: its length stands for it.
        return options.ApiKey.Length is >= ApiKeyText.Shortest and <= ApiKeyText.Longest && options.ApiKey.All(c => c is > ' ' and <= '~')
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"Portal:Setup:ApiKey has {options.ApiKey.Length} characters: {ApiKeyText.Shortest} to {ApiKeyText.Longest} visible ASCII characters without spaces are allowed.");
    }
}
