using Microsoft.Extensions.DependencyInjection;

namespace Portal.Feed;

internal static class FeedRegistration
{
    public static IServiceCollection AddFeed(this IServiceCollection services) => services.AddSingleton<IFeedPublisher, FeedPublisher>();
}
