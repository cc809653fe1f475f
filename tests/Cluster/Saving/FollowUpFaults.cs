using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Portal.Certificates;
using Portal.Tests.Cluster.Hosting;

namespace Portal.Tests.Cluster.Saving;

/// <summary>Lets the certificate's grain of a host hang, as when its silo froze; and keeps what the log tells.</summary>
public sealed class FollowUpFaults : IIncomingGrainCallFilter, ILoggerProvider
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> hanging = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<(LogLevel Level, string Text)> lines = new();

    public void Hang(string host) => hanging[host] = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Thaw(string host)
    {
        if (hanging.TryRemove(host, out var thawed))
            thawed.SetResult();
    }

    public int Told(LogLevel level, string subject) => lines.Count(line => line.Level == level && line.Text.Contains(subject, StringComparison.Ordinal));

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        if (context.Grain is ICertificateGrain grain && context.MethodName == nameof(ICertificateGrain.Follow) && hanging.TryGetValue(grain.GetPrimaryKeyString(), out var thawed))
            await thawed.Task;
        await context.Invoke();
    }

    public ILogger CreateLogger(string categoryName) => new Lines(lines);

    public void Dispose() => GC.SuppressFinalize(this);

    internal static void Add(IServiceCollection services) => services
        .AddSingleton<FollowUpFaults>()
        .AddSingleton<IIncomingGrainCallFilter>(s => s.GetRequiredService<FollowUpFaults>())
        .AddSingleton<ILoggerProvider>(s => s.GetRequiredService<FollowUpFaults>());

    private sealed class Lines(ConcurrentQueue<(LogLevel, string)> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue((logLevel, formatter(state, exception)));
    }
}

public sealed class SqliteFollowUps : SqliteCluster
{
    protected override void Configure(IServiceCollection services) => FollowUpFaults.Add(services);
}

public sealed class PostgresFollowUps : PostgresCluster
{
    protected override void Configure(IServiceCollection services) => FollowUpFaults.Add(services);
}
