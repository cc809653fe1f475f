using Microsoft.Extensions.DependencyInjection;
using Portal.Platform;
using Portal.Saving;

namespace Portal.Files;

/// <summary>Whether there is a brand that a file can belong to.</summary>
internal delegate Task<bool> OwnerExists(string brand, CancellationToken cancellation);

internal static class FileRegistration
{
    public static IServiceCollection AddFiles(this IServiceCollection services) => services
        .AddSingleton<PictureReadings>()
        .AddSingleton<FileDesk>()
        .AddSingleton<FileBytes>()
        .AddFollowUp<FileState, FileFollowUp>()
        .AddSingleton<FileOwners>()
        .AddSingleton<IFileDirectory, FileDirectory>()
        .AddWorkAtStart(provider => [new AtStart("owners of files", provider.GetRequiredService<FileOwners>().Settle)]);
}
