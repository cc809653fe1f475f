using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;

namespace Portal.Hosting.Stopping;

/// <summary>
/// What a signal means: SIGTERM (a service manager, an orchestrator) drains first, Ctrl+C (somebody at a terminal) stops at
/// once.
/// </summary>
internal sealed class SignalLifetime(Drain drain, IHostApplicationLifetime lifetime) : IHostLifetime, IDisposable
{
    private readonly List<PosixSignalRegistration> signals = [];

    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Take(signal, drain.Begin)));
        signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Take(signal, lifetime.StopApplication)));
        signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGQUIT, signal => Take(signal, lifetime.StopApplication)));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        foreach (var signal in signals)
            signal.Dispose();
        signals.Clear();
    }

    // Else the system would end the process by itself.
    private static void Take(PosixSignalContext signal, Action act)
    {
        signal.Cancel = true;
        act();
    }
}
