using Microsoft.Extensions.Options;
using Portal.Credentials;

namespace Portal.Staff;

/// <summary>The first account of staff. Section <c>Portal:Setup</c>.</summary>
internal sealed class SetupStaffOptions
{
    /// <summary>Becomes the owner of a store without staff. Default: none; the start then prints a link.</summary>
    public string? AdminEmail { get; set; }

    /// <summary>Their password.</summary>
    public string? AdminPassword { get; set; }

    /// <summary>Whether staff must have a second factor. Default: yes. The demo asks for none.</summary>
    public bool RequireSecondFactor { get; set; } = true;

    // Never shown, so that no log or page has the password by accident.
    public override string ToString() => nameof(SetupStaffOptions);
}

internal sealed class SetupStaffValidator : IValidateOptions<SetupStaffOptions>
{
    public ValidateOptionsResult Validate(string? name, SetupStaffOptions options)
    {
        var failures = new List<string>();
        if (options.AdminEmail is { } email && StaffEmail.Normalise(email) is null)
            failures.Add(Platform.SettingsFailure.Say("Portal:Setup:AdminEmail", email, "an e-mail address"));
        if (options.AdminEmail is null != options.AdminPassword is null)
            failures.Add("Portal:Setup:AdminEmail and Portal:Setup:AdminPassword go together: set both or none.");
        else if (options.AdminPassword is not null && PasswordRules.Refuse(options.AdminPassword, options.AdminEmail!, "") is { } reason)
            failures.Add("Portal:Setup:AdminPassword is refused. " + reason);
        return failures.Count > 0 ? ValidateOptionsResult.Fail(failures) : ValidateOptionsResult.Success;
    }
}
