using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Portal.Platform;

namespace Portal.Staff;

/// <summary>Makes the first account of <c>Portal:Setup</c> when a silo starts on a store without staff.</summary>
internal sealed partial class SeedStaff(IGrainFactory grains, IOptions<SetupStaffOptions> options, ILogger<SeedStaff> logger)
{
    public AtStart Work => new("first account of staff", Seed) { IsAwaited = true };

    private async Task Seed()
    {
        if (options.Value is not { AdminEmail: { Length: > 0 } email, AdminPassword: { Length: > 0 } password })
            return;
        var settings =
            new OperatorSettings { Email = email, Name = email.Split('@')[0], Rights = new StaffRights { Role = StaffRole.Owner } };
        if (await grains.GetGrain<IStaffSetupGrain>(0).Seed(settings, password) is { IsSaved: true })
            LogSeeded(logger);
    }

    [LoggerMessage(1, LogLevel.Information, "The account of Portal:Setup:AdminEmail was added")]
    private static partial void LogSeeded(ILogger logger);
}
