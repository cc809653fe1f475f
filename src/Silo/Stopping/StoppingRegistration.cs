using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Portal.Hosting.Ops;
using Portal.Platform;

namespace Portal.Hosting.Stopping;

internal static class StoppingRegistration
{
    /// <summary>Signals, for a program; a host inside a test has none. Last, after the builder's own lifetime.</summary>
    public static IServiceCollection AddPortalStopping(this IServiceCollection services) => services
        .AddPortalOptions<StopOptions, StopOptionsValidator>(StopOptions.Section)
        .AddSingleton<Drain>()
        .AddSingleton<IReadiness>(provider => provider.GetRequiredService<Drain>())
        .AddSingleton<IHostLifetime, SignalLifetime>();

    /// <summary>Before everything else in the pipeline.</summary>
    public static IApplicationBuilder UsePoliteGoodbye(this IApplicationBuilder app) => app.UseMiddleware<PoliteGoodbye>();
}
