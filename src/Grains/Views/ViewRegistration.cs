using Microsoft.Extensions.DependencyInjection;
using Portal.Saving;

namespace Portal.Views;

internal static class ViewRegistration
{
    public static IServiceCollection AddViews(this IServiceCollection services) => services
        .AddSingleton<ISavedViews, SavedViews>()
        .AddSingleton<IChosenColumns, ChosenColumns>()
        .AddSingleton<INightly, ViewCleaning>();
}
