using Microsoft.Extensions.Hosting;

namespace Portal.Tests.Unit.Hosting;

/// <summary>A process that starts when a test says so.</summary>
internal sealed class MadeUpLifetime : IHostApplicationLifetime
{
    private readonly CancellationTokenSource started = new();
    private readonly CancellationTokenSource stopping = new();

    public bool Stopped => stopping.IsCancellationRequested;

    public CancellationToken ApplicationStarted => started.Token;

    public CancellationToken ApplicationStopping => stopping.Token;

    public CancellationToken ApplicationStopped => default;

    public Task Start() => started.CancelAsync();

    public void StopApplication() => stopping.Cancel();
}
