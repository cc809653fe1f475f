using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Portal.Platform;
using Portal.Saving;

namespace Portal.Blobs;

internal static class BlobRegistration
{
    public static IServiceCollection AddBlobs(this IServiceCollection services) => services
        .AddPortalOptions<BlobOptions, BlobOptionsValidator>(BlobOptions.Section)
        .AddSingleton<DatabaseBlobs>()
        .AddSingleton<FolderBlobs>()
        .AddSingleton<FolderMark>()
        .AddSingleton<IBlobs>(provider => provider.GetRequiredService<IOptions<BlobOptions>>().Value.Provider switch
        {
            BlobProvider.Database => provider.GetRequiredService<DatabaseBlobs>(),
            BlobProvider.Folder => provider.GetRequiredService<FolderBlobs>(),
        })
        .AddSingleton<INightly, BlobCleaning>();
}
