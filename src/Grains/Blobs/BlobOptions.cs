using Microsoft.Extensions.Options;
using Portal.Platform;

namespace Portal.Blobs;

internal enum BlobProvider { Database, Folder }

/// <summary>Where exports, recordings and archived months lie. Section <c>Portal:Blobs</c>.</summary>
internal sealed class BlobOptions
{
    public const string Section = "Portal:Blobs";

    /// <summary>Default: <c>database</c>, for little. <c>folder</c>: a directory that all processes of the fleet share.</summary>
    public BlobProvider Provider { get; set; }

    /// <summary>The directory of <c>folder</c>: an absolute path. It has to be there.</summary>
    public string? Folder { get; set; }
}

internal sealed class BlobOptionsValidator : IValidateOptions<BlobOptions>
{
    private const string Key = BlobOptions.Section + ":Folder";

    public ValidateOptionsResult Validate(string? name, BlobOptions options) => options switch
    {
        { Provider: BlobProvider.Folder, Folder: null } =>
            ValidateOptionsResult.Fail(
                $"{Key} is not set. {BlobOptions.Section}:Provider=folder needs it: a directory that the fleet shares."),
        { Folder: { } folder } when !Path.IsPathFullyQualified(folder) =>
            ValidateOptionsResult.Fail(SettingsFailure.Say(Key, folder, "an absolute path")),
        _ => ValidateOptionsResult.Success,
    };
}
