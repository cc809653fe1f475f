using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Portal.Platform;

/// <summary>Something to be done once a silo can be called; done again until it succeeds, so it must bear being repeated.</summary>
/// <param name="What">For the log: <c>certificate of panel.example</c>.</param>
internal sealed record AtStart(string What, Func<Task> Work)
{
    /// <summary>Has every shard of a schedule scan, now and after later starts.</summary>
    public static AtStart Shards(string what, Func<int, Task> start) => new("shards of " + what, async () =>
    {
        for (var shard = 0; shard < Platform.Shards.Count; shard++)
            await start(shard);
    });
}

/// <summary>Beside the start, which must not wait for rows by the dozen.</summary>
internal sealed partial class WorkAtStart(IEnumerable<AtStart> works, TimeProvider clock, ILogger<WorkAtStart> logger) : ILifecycleParticipant<ISiloLifecycle>
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    public void Participate(ISiloLifecycle lifecycle)
    {
        var leaving = new CancellationTokenSource();
        lifecycle.Subscribe(
            nameof(WorkAtStart),
            ServiceLifecycleStage.Active + 1,
            cancellation =>
            {
                foreach (var work in works)
                    _ = Until(work, leaving.Token);
                return Task.CompletedTask;
            },
            _ => leaving.CancelAsync());
    }

    private async Task Until(AtStart work, CancellationToken leaving)
    {
        while (!leaving.IsCancellationRequested)
        {
            try
            {
                await work.Work();
                return;
            }
            catch (Exception problem) when (problem is not OutOfMemoryException)
            {
                LogAgain(logger, work.What, problem);
            }

            await Task.Delay(Pause, clock, leaving).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "At start ({What}): not done yet, trying again")]
    private static partial void LogAgain(ILogger logger, string what, Exception problem);
}

internal static class WorkAtStartRegistration
{
    public static IServiceCollection AddWorkAtStart(this IServiceCollection services, Func<IServiceProvider, IEnumerable<AtStart>> works) =>
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(provider => new WorkAtStart(
            works(provider), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<WorkAtStart>>()));
}
