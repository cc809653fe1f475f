namespace Portal.Feed;

/// <summary>Tells the feeds of this silo that it leaves, before Orleans ends its activations one by one.</summary>
internal sealed class FeedLeaving : ILifecycleParticipant<ISiloLifecycle>
{
    private readonly TaskCompletionSource leaves = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Leaves => leaves.Task;

    public bool IsLeaving => leaves.Task.IsCompleted;

    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(
        nameof(FeedLeaving),
        ServiceLifecycleStage.Active + 1,
        _ => Task.CompletedTask,
        _ =>
        {
            leaves.TrySetResult();
            return Task.CompletedTask;
        });
}
