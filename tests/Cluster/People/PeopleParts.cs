using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Portal.Tests.Cluster.Hosting;

namespace Portal.Tests.Cluster.People;

/// <summary>A clock that a test sets forward; timers run in real time.</summary>
internal sealed class TestClock : TimeProvider
{
    private TimeSpan ahead;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + ahead;

    public void Advance(TimeSpan by) => ahead += by;
}

/// <summary>A silo whose clock a test sets forward.</summary>
public class PeopleCluster : SqliteCluster
{
    internal TestClock Clock { get; } = new();

    protected override void Configure(IServiceCollection services) => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock));
}
