using Microsoft.Extensions.DependencyInjection;
using Portal.Platform;
using Portal.Saving;

namespace Portal.Calls;

internal static class CallSampleRegistration
{
    public static IServiceCollection AddCallSamples(this IServiceCollection services) => services
        .AddSingleton<CallSampler>()
        .AddSingleton<CallPeaks>()
        .AddSingleton<ICallSamples, CallSamples>()
        .AddSingleton<INightly, CallSampleNight>()
        .AddWorkAtStart(provider =>
            [new("samples of calls", provider.GetRequiredService<IGrainFactory>().GetGrain<ICallSampleGrain>(0).Start)]);
}
