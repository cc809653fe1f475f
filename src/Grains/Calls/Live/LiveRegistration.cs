using Microsoft.Extensions.DependencyInjection;
using Portal.Saving;

namespace Portal.Calls;

internal static class LiveRegistration
{
    public static IServiceCollection AddLiveCalls(this IServiceCollection services) => services
        .AddKind(LiveTables.Calls)
        .AddKind(LiveTables.Registrations)
        .AddSingleton<LiveGlances>()
        .AddSingleton<LiveWallReader>()
        .AddSingleton<LiveWallDesk>()
        .AddSingleton<INightly, LiveCleaning>();

    private static IServiceCollection AddKind<T>(this IServiceCollection services, LiveTable<T> table)
        where T : class, ILive<T> => services
        .AddSingleton(table)
        .AddSingleton<LiveWriter<T>>()
        .AddSingleton<LiveReader<T>>()
        .AddSingleton<ILiveSet<T>, LiveSet<T>>()
        .AddSingleton<LiveDesk<T>>();
}
