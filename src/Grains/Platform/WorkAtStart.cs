using Microsoft.Extensions.DependencyInjection;

namespace Portal.Platform;

/// <summary>
/// What is to be done once a silo can be called: beside its start, which must not wait for rows by the dozen, or before it ends
/// (<see cref="AtStart.IsAwaited"/>).
/// </summary>
internal sealed class WorkAtStart(StartWork start, IEnumerable<AtStart> works) : ILifecycleParticipant<ISiloLifecycle>
{
    public void Participate(ISiloLifecycle lifecycle)
    {
        var leaving = new CancellationTokenSource();
        lifecycle.Subscribe(
            nameof(WorkAtStart),
            ServiceLifecycleStage.Active + 1,
            async cancellation =>
            {
                var waits = new List<Task>();
                foreach (var work in works)
                {
                    if (work.IsAwaited)
                        waits.Add(start.Do(work, cancellation));
                    else
                        _ = start.Do(work, leaving.Token);
                }

                await Task.WhenAll(waits);
            },
            _ => leaving.CancelAsync());
    }
}

internal static class WorkAtStartRegistration
{
    public static IServiceCollection AddWorkAtStart(this IServiceCollection services, Func<IServiceProvider, IEnumerable<AtStart>> works) =>
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(
            provider => new WorkAtStart(provider.GetRequiredService<StartWork>(), works(provider)));
}
