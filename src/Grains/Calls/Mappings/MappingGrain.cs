using Portal.Saving;

namespace Portal.Calls;

[GrainType("mapping")]
internal sealed class MappingGrain(
    [PersistentState("mapping")] IPersistentState<MappingState> store, IFollowUp<MappingState> followUp, SavingParts parts)
    : Grain, IMappingGrain
{
    private DocumentWriter<MappingState, MappingView> document = null!;

    private string Name => this.GetPrimaryKeyString();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        document = new(this, store, followUp, parts, state => state.ToView());
        return document.Activate();
    }

    // Whoever names a version saw one.
    public Task<SaveResult<MappingView>> Put(MappingSettings settings, Change change) => change.ExpectedVersion is null
        ? document.Create("mapping.create", change, (now, time) => Task.FromResult(now.Lives
            ? SaveResult<MappingView>.Exists("name", $"There is a mapping {Name} already. Choose another name.")
            : Take(settings, change, now, time)))
        : document.Change("mapping.save", change, (now, time) => Task.FromResult(Take(settings, change, now, time)));

    public Task<SaveResult<MappingView>> Delete(Change change) =>
        document.Delete("mapping.delete", change, (now, time) => Task.FromResult<Decision<MappingState, MappingView>>(new(
            now with { Deleted = true, ChangedAt = time, Settings = new MappingSettings { Name = Name } },
            Audited.Of(null, now.Settings, null))));

    public Task<MappingView?> Get() => Task.FromResult(document.View);

    public Task Repair() => document.Repair();

    private Decision<MappingState, MappingView> Take(MappingSettings settings, Change change, MappingState now, DateTimeOffset time)
    {
        var before = now.Lives ? now.Settings : null;
        var (clean, errors) = MappingRules.Check(settings with { Name = Name });
        (clean, errors) = Keeping.Take(clean, before, change, errors);
        return errors.Count > 0
            ? SaveResult<MappingView>.Invalid([.. errors])
            : new Decision<MappingState, MappingView>(
                now with { Deleted = false, ChangedAt = time, Settings = clean }, Audited.Of(null, before, clean));
    }
}
