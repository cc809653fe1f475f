using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Portal.Certificates;
using Portal.Tests.Cluster.Hosting;

namespace Portal.Tests.Cluster.Saving;

/// <summary>Lets the certificate's grain of a host hang, as when its silo froze; and keeps what the log tells.</summary>
public sealed class FollowUpFaults : IIncomingGrainCallFilter
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> hanging = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<(LogLevel Level, string Text)> lines = new();

    public void Hang(string host) => hanging[host] = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Thaw(string host)
    {
        if (hanging.TryRemove(host, out var thawed))
            thawed.SetResult();
    }

    public int Told(LogLevel level, string subject) =>
        lines.Count(line => line.Level == level && line.Text.Contains(subject, StringComparison.Ordinal));

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        if (context.Grain is ICertificateGrain grain && context.MethodName == nameof(ICertificateGrain.Follow)
            && hanging.TryGetValue(grain.GetPrimaryKeyString(), out var thawed))
            await thawed.Task;
        await context.Invoke();
    }

    internal static void Add(IServiceCollection services) => services
        .AddSingleton<FollowUpFaults>()
        .AddSingleton<IIncomingGrainCallFilter>(s => s.GetRequiredService<FollowUpFaults>())
        .AddSingleton<ILoggerProvider>(s => new TestLog(s.GetRequiredService<FollowUpFaults>().Keep));

    private void Keep(LogLevel level, string text, Exception? exception) => lines.Enqueue((level, text));
}

public sealed class SqliteFollowUps : SqliteCluster
{
    protected override void Configure(IServiceCollection services) => FollowUpFaults.Add(services);
}

public sealed class PostgresFollowUps : PostgresCluster
{
    protected override void Configure(IServiceCollection services) => FollowUpFaults.Add(services);
}
