using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Portal.Hosting.Clustering;
using Portal.Hosting.Keys;
using Portal.Hosting.Storage;

namespace Portal.Hosting;

/// <summary>What must hold before anything starts: settings valid, tables up to date, the key ring's key at hand, blobs in reach.
/// Runs once.</summary>
internal sealed class Preparation(ISchema schema, IEnumerable<IListens> listeners, IServiceProvider services)
{
    private Task? done;

    /// <exception cref="StartRefusedException">It doesn't hold; the message says what to do.</exception>
    /// <exception cref="OptionsValidationException">Settings are wrong.</exception>
    public Task Run(CancellationToken cancellation) => done ??= Prepare(cancellation);

    private async Task Prepare(CancellationToken cancellation)
    {
        services.GetService<IStartupValidator>()?.Validate();
        foreach (var listening in listeners.SelectMany(part => part.Listens()))
            listening.Refuse();
        services.GetRequiredService<DataDirectoryLock>().Create();
        await schema.Prepare(cancellation);
        services.GetRequiredService<KeyRingCheck>().Run();
        await services.GetRequiredService<BlobCheck>().Run(cancellation);
        await services.GetRequiredService<FleetCheck>().Run(cancellation);
    }
}

/// <summary>Runs the preparation in hosts that didn't before they started.</summary>
internal sealed class PreparationAtStart(Preparation preparation) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => preparation.Run(cancellationToken);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
