using Microsoft.Extensions.DependencyInjection;
using Portal.Platform;

namespace Portal.Files;

internal static class FileRegistration
{
    public static IServiceCollection AddFiles(this IServiceCollection services) => services
        .AddSingleton<PictureDesk>()
        .AddSingleton<FileEffects>()
        .AddSingleton<FileOwners>()
        .AddSingleton<IFileDirectory, FileDirectory>()
        .AddWorkAtStart(provider => [new AtStart("owners of files", provider.GetRequiredService<FileOwners>().Settle)]);
}
