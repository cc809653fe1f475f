using Portal.Calls;

namespace Portal.Tests.Unit.Portals.Sections;

/// <summary>Samples in memory, of the one customer that there is.</summary>
internal sealed class MadeUpSamples : ICallSamples
{
    private readonly List<ChannelSample> channels = [];
    private readonly List<CallPeak> peaks = [];

    public void AddChannels(double minutesAgo, long most) => channels.Add(new(SectionWorld.Now.AddMinutes(-minutesAgo), most, most));

    public void AddPeak(double minutesAgo, long most) => peaks.Add(new(SectionWorld.Now.AddMinutes(-minutesAgo), most));

    public Task<IReadOnlyList<ChannelSample>> Channels(
        string customer, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<ChannelSample>>([.. channels.Where(one => one.Time >= from && one.Time < to)]);

    public Task<IReadOnlyList<CallPeak>> Peaks(
        string customer, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<CallPeak>>([.. peaks.Where(one => one.Time >= from && one.Time < to)]);
}
