using Portal.Domains;

namespace Portal.Saving;

/// <summary>Compares documents with their read models once a day, and has the late ones repaired.</summary>
[GrainType("reconciler")]
internal sealed class ReconcilerGrain(ReadModels models) : Grain, IReconcilerGrain, IRemindable
{
    private const string Reminder = "nightly";

    public async Task Start() => await this.RegisterOrUpdateReminder(Reminder, TimeSpan.FromMinutes(2), TimeSpan.FromDays(1));

    public Task ReceiveReminder(string reminderName, TickStatus status) => Run();

    public Task<int> Run() => models.Compare();
}
