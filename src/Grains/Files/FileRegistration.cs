using Microsoft.Extensions.DependencyInjection;

namespace Portal.Files;

internal static class FileRegistration
{
    public static IServiceCollection AddFiles(this IServiceCollection services) => services
        .AddSingleton<PictureDesk>()
        .AddSingleton<FileEffects>()
        .AddSingleton<IFileDirectory, FileDirectory>();
}
