using System.Text.Json.Serialization;

namespace Portal.Tests.Cluster.Hosting;

public enum NotebookColor { Plain, DeepBlue }

/// <summary>A document in every shape that states have.</summary>
public sealed record NotebookState
{
    public int SchemaVersion { get; init; } = 1;

    public string[] Lines { get; init; } = [];

    public NotebookColor Color { get; init; }

    public DateTimeOffset? At { get; init; }

    [JsonIgnore]
    public int Count => Lines.Length;
}

[Alias("tests.INotebookGrain")]
public interface INotebookGrain : IGrainWithStringKey
{
    [Alias("Add")]
    Task Add(string line);

    [Alias("Read")]
    Task<string> Read();

    [Alias("Wake")]
    Task Wake();

    [Alias("Wakes")]
    Task<int> Wakes();
}

[GrainType("notebook")]
public sealed class NotebookGrain(
    [PersistentState("notebook")] IPersistentState<NotebookState> store, TimeProvider clock) : Grain, INotebookGrain, IRemindable
{
    public async Task Add(string line)
    {
        store.State = store.State with { Lines = [.. store.State.Lines, line], Color = NotebookColor.DeepBlue, At = clock.GetUtcNow() };
        await store.WriteStateAsync();
    }

    public Task<string> Read() =>
        Task.FromResult(string.Join('|', store.State.Lines) + (store.State.At is null ? "" : "@" + store.State.Color));

    public Task Wake() => this.RegisterOrUpdateReminder("wake", TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(5));

    public async Task<int> Wakes() => (await this.GetReminders()).Count;

    public Task ReceiveReminder(string reminderName, TickStatus status) => Task.CompletedTask;
}
