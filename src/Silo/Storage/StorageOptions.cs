using Microsoft.Extensions.Options;
using Portal.Platform;

namespace Portal.Hosting.Storage;

internal enum StorageProvider { Sqlite, Postgres }

/// <summary>Where things are kept. Sections <c>Portal</c> and <c>Portal:Storage</c>.</summary>
internal sealed class StorageOptions
{
    /// <summary>Holds the SQLite file and what else is local. Default: <c>./data</c>. Created for its owner alone.</summary>
    public string DataDirectory { get; set; } = "./data";

    public StorageSection Storage { get; set; } = new();

    public string SqliteFile => Path.Combine(Path.GetFullPath(DataDirectory), "portal.db");
}

internal sealed class StorageSection
{
    /// <summary>Default: <c>sqlite</c>. <c>postgres</c> needs <c>ConnectionStrings:Portal</c>.</summary>
    public StorageProvider Provider { get; set; }
}

internal sealed class StorageOptionsValidator : IValidateOptions<StorageOptions>
{
    public ValidateOptionsResult Validate(string? name, StorageOptions options) =>
        File.Exists(options.DataDirectory)
            ? ValidateOptionsResult.Fail(SettingsFailure.Say("Portal:DataDirectory", options.DataDirectory, "a directory (this is a file)"))
            : ValidateOptionsResult.Success;
}
