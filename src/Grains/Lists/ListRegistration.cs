using Microsoft.Extensions.DependencyInjection;

namespace Portal.Lists;

internal static class ListRegistration
{
    public static IServiceCollection AddLists(this IServiceCollection services) => services.AddSingleton<ListReader>();
}
