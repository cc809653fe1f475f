using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OpenTelemetry.Metrics;
using Portal.Hosting.Connections;
using Portal.Metrics;
using Portal.Platform;

namespace Portal.Hosting.Ops;

/// <summary>
/// Health and metrics on a port of their own: <c>services.AddPortalOps()</c>, <c>kestrel.ListenPortalOps()</c>, and
/// <c>app.MapPortalOps()</c> before everything else in the pipeline.
/// </summary>
internal static class OpsRegistration
{
    public static IServiceCollection AddPortalOps(this IServiceCollection services)
    {
        services.AddPortalOptions<OpsOptions, OpsOptionsValidator>(OpsOptions.Section);
        services.AddBoundConnections();
        services.AddSingleton<Health>();
        services.AddSingleton<WarmUp>();
        services.AddSingleton<IReadiness>(provider => provider.GetRequiredService<WarmUp>());
        services.AddHostedService(provider => provider.GetRequiredService<WarmUp>());
        services.AddSingleton<IConfigureOptions<KestrelServerOptions>, OpsListener>();
        services.AddSingleton<IListens, OpsListener>();
        services.AddOpenTelemetry().WithMetrics(metrics => metrics
            .AddMeter(
                "Microsoft.AspNetCore.Hosting",
                "Microsoft.AspNetCore.Server.Kestrel",
                "System.Runtime",
                "Microsoft.Orleans",
                Instruments.Name)
            .AddPrometheusExporter());
        return services;
    }

    /// <summary>Answers what comes in through the ops port, and nothing else; such a connection sees no page of the product.</summary>
    public static IApplicationBuilder MapPortalOps(this IApplicationBuilder app) => app.UseConnectionBook().UseSoundRequests().MapWhen(
        context => context.Features.Get<OpsConnection>() is not null,
        ops =>
        {
            ops.UseOpenTelemetryPrometheusScrapingEndpoint("/metrics");
            ops.Run(context => context.RequestServices.GetRequiredService<Health>().Answer(context));
        });

    /// <summary>Marks a connection of the ops port: a Host header or a port number could be anybody's.</summary>
    private sealed class OpsConnection
    {
        public static readonly OpsConnection Instance = new();
    }

    private sealed class OpsListener(IOptions<OpsOptions> options) : IConfigureOptions<KestrelServerOptions>, IListens
    {
        public IEnumerable<Listening> Listens() => [new("Portal:Ops:Port", IPAddress.Parse(options.Value.Address), options.Value.Port)];

        public void Configure(KestrelServerOptions kestrel) =>
            kestrel.Listen(new OpsEndPoint(IPAddress.Parse(options.Value.Address), options.Value.Port), listen =>
            {
                listen.Protocols = HttpProtocols.Http1;
                listen.Use(next => connection => BoundConnection.Hear(connection, next));
                listen.Use((ConnectionContext connection, Func<Task> next) =>
                {
                    connection.Features.Set(OpsConnection.Instance);
                    return next();
                });
            });
    }
}
