using Microsoft.Extensions.DependencyInjection;

namespace Portal.Feed;

internal static class FeedRegistration
{
    public static IServiceCollection AddFeed(this IServiceCollection services) => services
        .AddSingleton<FeedPublisher>()
        .AddSingleton<FeedLeaving>()
        .AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(provider => provider.GetRequiredService<FeedLeaving>());
}
