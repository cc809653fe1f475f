using Microsoft.Extensions.Logging;
using Portal.Domains;

namespace Portal.Saving;

/// <summary>Compares documents with their read models once a day, and has the late ones repaired; then whatever else is compared.</summary>
[GrainType("reconciler")]
internal sealed partial class ReconcilerGrain(ReadModels models, IEnumerable<INightly> others, ILogger<ReconcilerGrain> logger)
    : Grain, IReconcilerGrain, IRemindable
{
    private const string Reminder = "nightly";

    public async Task Start() => await this.RegisterOrUpdateReminder(Reminder, TimeSpan.FromMinutes(2), TimeSpan.FromDays(1));

    public Task ReceiveReminder(string reminderName, TickStatus status) => Run();

    public async Task<int> Run()
    {
        var repaired = await models.Compare();
        foreach (var other in others)
        {
            try
            {
                await other.Run();
            }
            catch (Exception problem) when (problem is not OutOfMemoryException)
            {
                LogFailed(logger, other.Name, problem);
            }
        }

        return repaired;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The nightly {Name} failed. It is tried again tomorrow.")]
    private static partial void LogFailed(ILogger logger, string name, Exception problem);
}
