using Microsoft.Extensions.Options;

namespace Portal.WebHost.ControlPanel;

/// <summary>Whether this is the demo. Section <c>Portal</c>.</summary>
internal sealed class DemoOptions
{
    /// <summary>Staff need no second factor then. Default: no.</summary>
    public bool Demo { get; set; }
}

internal sealed class DemoOptionsValidator : IValidateOptions<DemoOptions>
{
    public ValidateOptionsResult Validate(string? name, DemoOptions options) => ValidateOptionsResult.Success;
}
