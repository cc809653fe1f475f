using Microsoft.Extensions.Options;
using Portal.Hosting.Storage;
using Portal.Saving;
using Portal.Staff;

namespace Portal.WebHost.Demo;

/// <summary>
/// Gives the demo somebody who can sign in to its control panel. The password is shown by the start that made it.
/// </summary>
internal sealed class DemoStaff(
    IGrainFactory grains, IOptions<SetupStaffOptions> setup, IOptions<StorageOptions> storage, DemoPassword password)
{
    public const string Email = "demo@example.com";

    /// <summary>Who can sign in to the control panel, and how.</summary>
    public async Task<IReadOnlyList<string>> Lines()
    {
        if (setup.Value.AdminEmail is { Length: > 0 } email)
            return [$"Sign in as {email} with the password of Portal:Setup:AdminPassword."];
        if (await Make())
            return
            [
                $"Sign in as {Email}, password {password.Value}",
                "Keep the password: it is shown only this once. The demo asks for no second factor.",
            ];
        var anew = storage.Value.Storage.Provider == StorageProvider.Sqlite
            ? $"stop, delete {Path.GetFullPath(storage.Value.DataDirectory)} and start again"
            : "start again on an empty database";
        return [$"Sign in with the account of the first start ({Email}, unless you created another). If you lost the password: {anew}."];
    }

    /// <summary>False: there is staff already.</summary>
    private async Task<bool> Make()
    {
        var staff = grains.GetGrain<IStaffSetupGrain>(0);
        var settings = new OperatorSettings { Email = Email, Name = "Demo", Rights = new StaffRights { Role = StaffRole.Owner } };
        var made = await staff.Seed(settings, password.Value);
        // The demo has its domains: there is nothing left of the first start's steps.
        await staff.Reach(SetupStage.Done);
        return made is { Outcome: SaveOutcome.Saved };
    }
}
