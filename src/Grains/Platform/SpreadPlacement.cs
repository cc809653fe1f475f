using System.Globalization;
using Orleans.Metadata;
using Orleans.Placement;
using Orleans.Runtime.Placement;

namespace Portal.Platform;

/// <summary>
/// For grains that are few and busy, keyed by the numbers of shards: each has one home among the members, where the
/// default would leave all of them on the one that started first.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class SpreadAttribute(int shards) : PlacementAttribute(new SpreadPlacement(shards));

[GenerateSerializer, Immutable, Alias("portal.SpreadPlacement")]
internal sealed class SpreadPlacement : PlacementStrategy
{
    private const string ShardsProperty = "portal.shards";

    public SpreadPlacement()
    {
    }

    public SpreadPlacement(int shards) => Shards = shards;

    [Id(0)]
    public int Shards { get; private set; }

    public override void Initialize(GrainProperties properties)
    {
        base.Initialize(properties);
        Shards = int.Parse(properties.Properties[ShardsProperty], CultureInfo.InvariantCulture);
    }

    public override void PopulateGrainProperties(
        IServiceProvider services, Type grainClass, GrainType grainType, Dictionary<string, string> properties)
    {
        base.PopulateGrainProperties(services, grainClass, grainType, properties);
        properties[ShardsProperty] = Shards.ToString(CultureInfo.InvariantCulture);
    }
}

internal sealed class SpreadDirector : IPlacementDirector
{
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context) =>
        Task.FromResult(Home(target.GrainIdentity, ((SpreadPlacement)strategy).Shards, context.GetCompatibleSilos(target)));

    public static SiloAddress Home(GrainId grain, int shards, IReadOnlyList<SiloAddress> silos) =>
        silos[Spread.Home(grain.Type.ToString()!, (int)grain.GetIntegerKey(), shards, [.. silos.Select(silo => silo.ToParsableString())])];
}
