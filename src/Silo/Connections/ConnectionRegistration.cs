using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Portal.Platform;

namespace Portal.Hosting.Connections;

internal static class ConnectionRegistration
{
    /// <summary>Bounds the connections of the server in this process. Once is enough.</summary>
    public static IServiceCollection AddBoundConnections(this IServiceCollection services)
    {
        if (services.Any(service => service.ServiceType == typeof(ConnectionBooks)))
            return services;
        services.TryAddSingleton(TimeProvider.System);
        return services
            .AddPortalOptions<LimitOptions, LimitOptionsValidator>(LimitOptions.Section)
            .AddSingleton<ConnectionBooks>()
            .AddHostedService(provider => provider.GetRequiredService<ConnectionBooks>())
            .AddSingleton<IConnectionListenerFactory, BoundTransport>();
    }

    /// <summary>Before everything else: a connection that asks something is not silent.</summary>
    public static IApplicationBuilder UseConnectionBook(this IApplicationBuilder app)
    {
        var clock = app.ApplicationServices.GetRequiredService<TimeProvider>();
        return app.Use(next => context =>
        {
            if (context.Features.Get<BookEntry>() is not { } entry)
                return next(context);
            entry.Begin();
            Task answering;
            try
            {
                answering = next(context);
            }
            catch (Exception)
            {
                entry.End(clock.GetTimestamp());
                throw;
            }

            // Pages from memory wait for nothing.
            if (!answering.IsCompletedSuccessfully)
                return Wait(answering, entry, clock);
            entry.End(clock.GetTimestamp());
            return answering;
        });
    }

    private static async Task Wait(Task answering, BookEntry entry, TimeProvider clock)
    {
        try
        {
            await answering;
        }
        finally
        {
            entry.End(clock.GetTimestamp());
        }
    }
}
