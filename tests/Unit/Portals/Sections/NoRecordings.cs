using Portal.Calls;

namespace Portal.Tests.Unit.Portals.Sections;

/// <summary>Nobody recorded anything.</summary>
internal sealed class NoRecordings : IRecordings
{
    public Task<(Recording Recording, Stream Audio)?> Open(CallKey key, CancellationToken cancellation) =>
        Task.FromResult<(Recording Recording, Stream Audio)?>(null);
}
