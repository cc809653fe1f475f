using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Portal.Hosting.Commands;

/// <summary>
/// <c>import cdrs --follow</c> as a process of its own: alone when it ships to another machine; else through the installation that runs
/// here, which it never starts, since it would keep it from its own start.
/// </summary>
internal static class FollowCommand
{
    public static async Task<int> Run(string[] written, TextWriter output)
    {
        var (arguments, settings) = Verbs.Part(written);
        arguments = FollowPlan.Absolute(arguments);
        var (plan, wrong) = FollowPlan.Read(arguments);
        if (plan is null)
        {
            await output.WriteLineAsync(wrong);
            return 2;
        }

        using var stop = new CancellationTokenSource();
        using var term = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        return plan.To is null
            ? await Here(arguments, settings, output, stop.Token)
            : await There(plan, output, stop.Token);

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.Cancel();
        }
    }

    private static async Task<int> There(FollowPlan plan, TextWriter output, CancellationToken stop)
    {
        using var sink = new ApiSink(plan, TimeProvider.System);
        return await new SpoolFollower(plan, sink, TimeProvider.System, text => output.WriteLineAsync(text)).Run(stop);
    }

    private static async Task<int> Here(string[] arguments, string[] settings, TextWriter output, CancellationToken stop)
    {
        var storage = await Verbs.Storage(settings);
        for (var failures = 1; !stop.IsCancellationRequested; failures++)
        {
            var reason = "No installation runs here.";
            var began = TimeProvider.System.GetTimestamp();
            try
            {
                if (await VerbRun.InRunning("import", arguments, settings, storage, output, stop) is { } code)
                    return code;
            }
            catch (Exception problem) when (problem is StartRefusedException or IOException or SocketException)
            {
                reason = problem.Message;
            }

            if (TimeProvider.System.GetElapsedTime(began) > TimeSpan.FromMinutes(1))
                failures = 1;
            if (failures == 1 || failures % 10 == 0)
                await output.WriteLineAsync($"{reason} It is asked again.");
            await Task.Delay(FollowBackOff.Wait(failures, asked: null, Random.Shared.NextDouble()), TimeProvider.System, stop)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return 0;
    }
}
