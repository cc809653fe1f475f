using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Portal.Platform;

namespace Portal.Hosting.Keys;

/// <summary>What encrypts the key ring. Section <c>Portal:Keys</c>.</summary>
internal sealed class KeyOptions
{
    /// <summary>
    /// File with the key that encrypts the ring. Default: <c>portal/keyring.key</c> in the user's configuration folder,
    /// made at the first start. The same file on every machine of a fleet.
    /// </summary>
    public string? File { get; set; }

    /// <summary>PEM (certificate and RSA key in one file) or PFX file used instead of <see cref="File"/>.</summary>
    public string? Certificate { get; set; }

    public string KeyFile => File ?? Default()
        ?? throw new StartRefusedException(
            "Portal:Keys:File is not set and there is no configuration folder for this user (HOME is not set). Set it to a file outside "
                + "the data directory.");

    private static string? Default()
    {
        var folder = Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return folder.Length == 0 ? null : Path.Combine(folder, "portal", "keyring.key");
    }
}

internal sealed class KeyOptionsValidator(IConfiguration configuration) : IValidateOptions<KeyOptions>
{
    public ValidateOptionsResult Validate(string? name, KeyOptions options)
    {
        if (options.Certificate is { } certificate)
        {
            return File.Exists(certificate)
                ? ValidateOptionsResult.Success
                : ValidateOptionsResult.Fail(
                    SettingsFailure.Say(
                        "Portal:Keys:Certificate", certificate, "a file that exists (PEM with certificate and key, or PFX)"));
        }

        var data = Path.GetFullPath(configuration["Portal:DataDirectory"] is { Length: > 0 } set ? set : "./data");
        return Path.GetFullPath(options.KeyFile).StartsWith(data + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? ValidateOptionsResult.Fail(SettingsFailure.Say(
                "Portal:Keys:File",
                options.KeyFile,
                "a file outside Portal:DataDirectory, so that a copy of the data alone reveals no secrets"))
            : ValidateOptionsResult.Success;
    }
}
