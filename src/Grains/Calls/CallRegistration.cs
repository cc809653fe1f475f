using Microsoft.Extensions.DependencyInjection;
using Portal.Platform;
using Portal.Saving;

namespace Portal.Calls;

internal static class CallRegistration
{
    public static IServiceCollection AddCalls(this IServiceCollection services) => services
        .AddSingleton<CallAppender>()
        .AddSingleton<CallCorrector>()
        .AddSingleton<CallRows>()
        .AddSingleton<CallReader>()
        .AddSingleton<CallSwitches>()
        .AddSingleton<CallSumReader>()
        .AddSingleton<CallTotals>()
        .AddSingleton<CustomerDays>()
        .AddSingleton<PivotReader>()
        .AddSingleton<BreakoutReader>()
        .AddSingleton<BreakoutOwners>()
        .AddSingleton<ICallStore, CallStore>()
        .AddSingleton<CallDesk>()
        .AddSingleton<INightly, CallDays>()
        .AddSingleton<INightly, CallZoneMoves>()
        .AddSingleton<CallProof>()
        .AddSingleton<ICallProofs>(provider => provider.GetRequiredService<CallProof>())
        .AddSingleton<INightly>(provider => provider.GetRequiredService<CallProof>())
        .AddPortalOptions<CallRetentionOptions, CallRetentionOptionsValidator>(CallIntakeOptions.Section)
        .AddSingleton<CallEdge>()
        .AddSingleton<ArchiveLimits>()
        .AddSingleton<ArchiveBook>()
        .AddSingleton<ArchiveReader>()
        .AddSingleton<ArchiveSums>()
        .AddSingleton<ArchiveWriter>()
        .AddSingleton<ArchiveProof>()
        // After the proof: what isn't proved is neither archived nor dropped.
        .AddSingleton<INightly, ArchiveNight>()
        .AddSingleton<INightly, CallRetention>()
        .AddSingleton<RecordingBook>()
        .AddSingleton<RecordingDesk>()
        .AddSingleton<RecordingHearing>()
        .AddSingleton<IRecordings>(provider => provider.GetRequiredService<RecordingDesk>())
        .AddSingleton<INightly, RecordingCleaning>();
}
