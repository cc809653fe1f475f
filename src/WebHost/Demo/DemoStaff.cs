using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Portal.Hosting.Storage;
using Portal.Saving;
using Portal.Staff;

namespace Portal.WebHost.Demo;

/// <summary>
/// Gives the demo somebody who can sign in to its control panel. The password is random, stored hashed, and shown by the
/// start that made it: no two demos share one.
/// </summary>
internal sealed class DemoStaff(IGrainFactory grains, IOptions<SetupStaffOptions> setup, IOptions<StorageOptions> storage)
{
    public const string Email = "demo@example.com";

    // Without letters that look like others; 20 of 32 make 100 bits.
    private const string Letters = "abcdefghijkmnpqrstuvwxyz23456789";

    /// <summary>Who can sign in to the control panel, and how.</summary>
    public async Task<IReadOnlyList<string>> Lines()
    {
        if (setup.Value.AdminEmail is { Length: > 0 } email)
            return [$"Sign in as {email} with the password of Portal:Setup:AdminPassword."];
        if (await Make() is { } password)
            return [$"Sign in as {Email}, password {password}", "Keep the password: it is shown this once. The demo asks for no second factor."];
        var anew = storage.Value.Storage.Provider == StorageProvider.Sqlite
            ? $"stop, delete {Path.GetFullPath(storage.Value.DataDirectory)} and start again"
            : "start again on an empty database";
        return [$"Sign in with the account of the first start ({Email}, unless you made another). Password lost: {anew}."];
    }

    /// <summary>The new account's password; null: there is staff already.</summary>
    private async Task<string?> Make()
    {
        var staff = grains.GetGrain<IStaffSetupGrain>(0);
        var password = string.Join('-', RandomNumberGenerator.GetString(Letters, 20).Chunk(5).Select(part => new string(part)));
        var settings = new OperatorSettings { Email = Email, Name = "Demo", Rights = new StaffRights { Role = StaffRole.Owner } };
        var made = await staff.Seed(settings, password);
        // The demo has its domains: there is nothing left of the first start's steps.
        await staff.Reach(SetupStage.Done);
        return made is { Outcome: SaveOutcome.Saved } ? password : null;
    }
}
