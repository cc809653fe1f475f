using Portal.Feed;
using Portal.Saving;

namespace Portal.Platform;

/// <summary>What follows from the platform's state: its audit rows alone. Nothing lists it, and no front end keeps it.</summary>
internal sealed class PlatformFollowUp(SubjectRows rows, IGrainFactory grains) : IFollowUp<PlatformState>
{
    public Subject Subject { get; } = new("platform");

    public Task Repair(string key) => grains.GetGrain<IPlatformGrain>(0).Repair();

    public Task Rows(string key, PlatformState state, PlatformState? before) => rows.Write(state, (_, _) => Task.CompletedTask);

    public FeedNote? Note(string key, PlatformState state, PlatformState? before) => null;
}
