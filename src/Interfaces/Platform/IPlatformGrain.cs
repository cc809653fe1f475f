using Orleans.Concurrency;
using Portal.Brands;
using Portal.Saving;

namespace Portal.Platform;

/// <summary>
/// What holds for the whole platform: its name, its mail server. Key: 0. It is always there, at version 0 until somebody saves.
/// </summary>
[Alias("portal.IPlatformGrain")]
public interface IPlatformGrain : IGrainWithIntegerKey
{
    [Alias("Get"), AlwaysInterleave]
    Task<PlatformView> Get();

    /// <summary>Invalid at <c>platformHost</c> and <c>smtp.*</c>, also where configuration sets another value.</summary>
    [Alias("Save")]
    Task<SaveResult<PlatformView>> Save(PlatformSettings settings, Change change);

    /// <summary>The mail server as mail is sent with it, configuration's included; null: there is none.</summary>
    [Alias("GetMailServer"), AlwaysInterleave]
    Task<MailServer?> GetMailServer();

    /// <summary>Does what follows the last change again, for the daily comparison.</summary>
    [Alias("Repair")]
    Task Repair();
}
