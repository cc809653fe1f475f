using System.Data.Common;
using System.Reflection;
using Microsoft.Extensions.Logging.Abstractions;
using Portal.Alerts;
using Portal.People;
using Portal.Storage;
using Portal.Tests.Cluster.Hosting;

namespace Portal.Tests.Cluster.Alerts;

/// <summary>
/// A process that judges alerts and dies at one of its steps: each statement or transaction, and each call of a grain, is one. From then on
/// nothing that it does reaches anything.
/// </summary>
internal sealed class DyingProcess
{
    private readonly AlertRound round;
    private readonly AlertSettling settling;
    private int left;

    /// <param name="steps">After so many it dies.</param>
    public DyingProcess(ClusterFixture cluster, int steps)
    {
        left = steps;
        var database = new PortalDatabase(new Source(cluster.Database.Read, Step), new Source(cluster.Database.Write, Step));
        var grains = (IGrainFactory)DispatchProxy.Create<IGrainFactory, Grains>();
        ((Grains)grains).Inner = cluster.Grains;
        ((Grains)grains).Step = Step;
        var (rows, sums) = (new AlertRows(database), new AlertSums(database));
        var mails = new AlertMails(cluster.Service<IContactDirectory>(), new HomeHosts(database), grains);
        round = new(rows, new AlertMeter(database, sums, new AlertLive(database, sums)), mails);
        settling = new(rows, grains, NullLogger<AlertSettling>.Instance);
    }

    public bool IsDead => left < 0;

    /// <summary>As its grain does each minute.</summary>
    public async Task Round(DateTimeOffset now)
    {
        Func<Task> settle = () => settling.Run(now, default);
        foreach (var part in (Func<Task>[])[settle, () => round.Run(now, default), settle])
        {
            try
            {
                await part();
            }
            catch (Killed)
            {
                return;
            }
        }
    }

    private void Step()
    {
        if (--left < 0)
            throw new Killed();
    }

    private sealed class Killed : Exception;

    private sealed class Source(DbDataSource inner, Action step) : DbDataSource
    {
        public override string ConnectionString => inner.ConnectionString;

        protected override DbConnection CreateDbConnection() => inner.CreateConnection();

        protected override async ValueTask<DbConnection> OpenDbConnectionAsync(CancellationToken cancellationToken = default)
        {
            step();
            return await inner.OpenConnectionAsync(cancellationToken);
        }
    }

    /// <summary>Not sealed: the proxy is made below it.</summary>
#pragma warning disable CA1852
    internal class Grains : DispatchProxy
#pragma warning restore CA1852
    {
        public IGrainFactory Inner { get; set; } = null!;

        public Action Step { get; set; } = null!;

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            Step();
            return targetMethod!.Invoke(Inner, args);
        }
    }
}
