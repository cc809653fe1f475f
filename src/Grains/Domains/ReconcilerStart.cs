namespace Portal.Domains;

/// <summary>Starts the nightly comparison once the silo can be called.</summary>
internal sealed class ReconcilerStart(IGrainFactory grains) : ILifecycleParticipant<ISiloLifecycle>
{
    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(
        nameof(ReconcilerStart),
        ServiceLifecycleStage.Active + 1,
        _ => grains.GetGrain<IReconcilerGrain>(0).Start());
}
