using Microsoft.Extensions.DependencyInjection;
using Portal.Domains;
using Portal.Platform;

namespace Portal.Saving;

internal static class SavingRegistration
{
    public static IServiceCollection AddSaving(this IServiceCollection services) => services
        .AddSingleton<Unsettled>()
        .AddSingleton<SubjectRows>()
        .AddSingleton<SavingParts>()
        .AddSingleton<ReadModels>()
        .AddSingleton<DecidedChange>()
        .AddWorkAtStart(provider =>
            [new("nightly comparison", provider.GetRequiredService<IGrainFactory>().GetGrain<IReconcilerGrain>(0).Start)]);

    /// <summary>What follows from one kind of documents. Whatever goes through all kinds finds it by this.</summary>
    public static IServiceCollection AddFollowUp<TState, TFollowUp>(this IServiceCollection services)
        where TState : class, IStored
        where TFollowUp : class, IFollowUp<TState> => services
        .AddSingleton<IFollowUp<TState>, TFollowUp>()
        .AddSingleton<IFollowUp>(provider => provider.GetRequiredService<IFollowUp<TState>>());
}
