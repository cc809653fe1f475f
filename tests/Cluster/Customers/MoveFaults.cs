using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Portal.People;
using Portal.Tests.Cluster.Hosting;

namespace Portal.Tests.Cluster.Customers;

/// <summary>
/// Lets a customer die before or after its nth call to its people. A dead one's further calls fail too, until it is revived:
/// as when its process is gone.
/// </summary>
public sealed class MoveFaults : IIncomingGrainCallFilter
{
    private readonly ConcurrentDictionary<string, int> left = new(StringComparer.Ordinal);

    /// <summary>Even: before the call; odd: after it, so that its answer is lost.</summary>
    public void DieAt(string customer, int point) => left[customer] = point;

    /// <returns>Whether it had died.</returns>
    public bool Revive(string customer) => left.TryRemove(customer, out var points) && points < 0;

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        var customer = context.Grain is IPersonGrain && context.SourceId is { } source && source.Type.ToString() == "customer"
            ? source.Key.ToString()
            : null;
        Pass(customer);
        await context.Invoke();
        Pass(customer);
    }

    private void Pass(string? customer)
    {
        if (customer is not null && left.ContainsKey(customer) && left.AddOrUpdate(customer, 0, (_, points) => points - 1) < 0)
            throw new InvalidOperationException("The process is gone.");
    }
}

public sealed class SqliteMoves : SqliteCluster
{
    protected override void Configure(IServiceCollection services) =>
        services.AddSingleton<MoveFaults>().AddSingleton<IIncomingGrainCallFilter>(s => s.GetRequiredService<MoveFaults>());
}
