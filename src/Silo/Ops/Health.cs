using System.Data.Common;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Portal.Hosting.Clustering;
using Portal.Hosting.Storage;
using Portal.Saving;
using Portal.Storage;

namespace Portal.Hosting.Ops;

/// <summary>What a balancer and an orchestrator ask. Live: the process answers. Ready: it may be sent visitors.</summary>
internal sealed class Health(
    IHostApplicationLifetime lifetime, PortalDatabase database, IEnumerable<IReadiness> parts, StoreState store, IServiceProvider services)
{
    private const int MostUnsettled = 20;
    private static readonly TimeSpan StorageLimit = TimeSpan.FromSeconds(2);

    public async Task Answer(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
        {
            context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            return;
        }

        switch (context.Request.Path.Value)
        {
            case "/health/live":
                await context.Response.WriteAsJsonAsync(new HealthReport("live", null, null, null), context.RequestAborted);
                break;
            case "/health/ready":
                var report = await Readiness(context.RequestAborted);
                context.Response.StatusCode = report.Status == "ready" ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
                await context.Response.WriteAsJsonAsync(report, context.RequestAborted);
                break;
            default:
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                break;
        }
    }

    /// <summary>
    /// 1. stopping; 2. not started yet; 3. the silo of this process is not active, as it says itself and as the cluster's
    /// table says; 4. what a part says (it drains, it is cold, it stood still). A database that is away is reported and
    /// changes nothing: known pages go on from memory, and a balancer that took every front end out would end them.
    /// </summary>
    public async Task<HealthReport> Readiness(CancellationToken cancellation)
    {
        var (storage, inTable) = await StorageState(cancellation);
        var silo = inTable is SiloStatus.Dead ? Name(SiloStatus.Dead) : SiloState();
        var reason = lifetime.ApplicationStopping.IsCancellationRequested ? "The process is stopping."
            : !lifetime.ApplicationStarted.IsCancellationRequested ? "The process is still starting."
            : silo is not (null or "active") ? $"The silo is {silo}, not active."
            : await Reason(cancellation);
        return new HealthReport(reason is null ? "ready" : "notReady", reason, silo, storage, Waiting());
    }

    /// <summary>Null: there is no silo in this process.</summary>
    private string? SiloState()
    {
        if (services.GetService<ILocalSiloDetails>() is not { } self || services.GetService<IClusterMembershipService>() is not { } members)
            return null;
        return Name(members.CurrentSnapshot.GetSiloStatus(self.SiloAddress));
    }

    /// <summary>Null: nothing waits, as nearly always.</summary>
    private string[]? Waiting() =>
        services.GetService<Unsettled>()?.All is { Count: > 0 } notes ? [.. notes.Take(MostUnsettled).Select(note => note.Subject)] : null;

    private static string Name(SiloStatus status) => char.ToLowerInvariant(status.ToString()[0]) + status.ToString()[1..];

    private async Task<string?> Reason(CancellationToken cancellation)
    {
        foreach (var part in parts)
        {
            if (await part.WhyNot(cancellation) is { } reason)
                return reason;
        }

        return null;
    }

    private string Said() => store.IsFull ? "full" : store.Damage.Count > 0 ? "damaged" : "ok";

    /// <summary>One question for both: whether the database answers, and what it calls this member of the cluster.</summary>
    private async Task<(string Storage, SiloStatus? Member)> StorageState(CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(StorageLimit);
        try
        {
            if (services.GetService<MemberRows>() is { } members && services.GetService<ILocalSiloDetails>() is { } self)
                return (Said(), await members.StatusOf(self.SiloAddress, limit.Token));
            await using var connection = await database.Read.OpenConnectionAsync(limit.Token);
            await using var command = connection.CreateCommand();
            command.CommandText = "SELECT 1";
            await command.ExecuteScalarAsync(limit.Token);
            return (Said(), null);
        }
        catch (Exception failure) when (failure is DbException or OperationCanceledException or TimeoutException)
        {
            return ("unreachable", null);
        }
    }
}

/// <param name="Status"><c>live</c>, <c>ready</c> or <c>notReady</c>.</param>
/// <param name="Reason">Why it is not ready.</param>
/// <param name="Silo">State of this process's silo; absent where there is none.</param>
/// <param name="Storage"><c>ok</c>, <c>full</c> (nothing can be saved, reads go on), <c>damaged</c> (the log says what) or
/// <c>unreachable</c>; never decides.</param>
/// <param name="Unsettled">Documents whose change is kept although its rows can't be written for a while, at most 20; absent
/// where there is none.</param>
internal sealed record HealthReport(
    string Status,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Silo,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Storage,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string[]? Unsettled = null);
