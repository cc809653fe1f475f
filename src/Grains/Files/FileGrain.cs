using Portal.Audit;
using Portal.Brands;
using Portal.Platform;
using Portal.Saving;

namespace Portal.Files;

[GrainType("file")]
internal sealed class FileGrain(
    [PersistentState("file")] IPersistentState<FileState> store,
    IFileDirectory files,
    IBrandDirectory brands,
    PictureDesk desk,
    FileEffects effects,
    FollowUpParts followUpParts,
    TimeProvider clock) : Grain, IFileGrain
{
    private const int NamedUses = 3;

    private FollowUp<FileState> followUp = null!;

    private FileKey Key => FileKey.Of(this.GetPrimaryKeyString());

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        followUp = new FollowUp<FileState>(this, followUpParts, () => store.State, effects.Settle);
        if (store.State.Version > 0 && !await effects.AreSettled(Key, store.State.Version))
            await followUp.MakeUp();
    }

    public async Task<SaveResult<FileView>> Put(byte[] content, Change change)
    {
        var now = store.State;
        if (now.CreatedBefore(change) is { } answered)
            return answered;
        if (change.ExpectedVersion is { } && now.Refusal(change) is { } refused)
            return refused;
        if (FileName.Check(Key.Name) is { Length: > 0 } wrong)
            return SaveResult<FileView>.Invalid(new FieldError("file", wrong));
        if (Key.Owner is { } owner && !await brands.Exists(owner, CancellationToken.None))
            return SaveResult<FileView>.Invalid(new FieldError("brand", $"There is no brand “{owner}”."));
        var (picture, reason) = await desk.Read(content);
        if (picture is null)
            return SaveResult<FileView>.Invalid(new FieldError("file", reason));

        var hash = await effects.Keep(picture);
        var next = now with
        {
            Version = now.Version + 1,
            Deleted = false,
            Name = Key.Name,
            Owner = Key.Owner,
            Type = picture.Type,
            Width = picture.Width,
            Height = picture.Height,
            Bytes = picture.Content.Length,
            Hash = hash,
            ChangedAt = clock.GetRowTime(),
            RecentOperations = RecentOperations.Add(now.RecentOperations, change.OperationId),
        };
        return await Commit(next with { LastAudit = Audit("file.save", now, next.ToView(), change, next.ChangedAt) });
    }

    public async Task<SaveResult<FileView>> Delete(Change change)
    {
        var now = store.State;
        if (now.DeletedBefore(change))
            return SaveResult<FileView>.Saved(now.ToView());
        if (now.Refusal(change) is { } refused)
            return refused;
        var uses = await files.Uses(Key, null, NamedUses + 1, CancellationToken.None);
        if (uses.Count > 0)
            return SaveResult<FileView>.InUse("file", Uses(uses));

        var time = clock.GetRowTime();
        return await Commit(now with
        {
            Version = now.Version + 1,
            Deleted = true,
            ChangedAt = time,
            RecentOperations = RecentOperations.Add(now.RecentOperations, change.OperationId),
            LastAudit = Audit("file.delete", now, null, change, time),
        });
    }

    public Task<FileView?> Get() => Task.FromResult(store.State.Lives ? store.State.ToView() : null);

    public async Task Repair()
    {
        if (store.State.Version > 0)
            await followUp.Complete();
    }

    private static string Uses(IReadOnlyList<string> uses)
    {
        var named = string.Join(", ", uses.Take(NamedUses).Select(u => u[(u.IndexOf('/', StringComparison.Ordinal) + 1)..]));
        return $"This file is used by {named}{(uses.Count > NamedUses ? " and others" : "")}. Choose another there first.";
    }

    private async Task<SaveResult<FileView>> Commit(FileState next)
    {
        var now = store.State;
        await store.Replace(next with { EarlierAudits = followUp.Carry(AuditTrail.Waiting(now.EarlierAudits, now.LastAudit)) });
        return SaveResult<FileView>.Saved(next.ToView(), await followUp.Run());
    }

    private AuditEntry Audit(string action, FileState now, FileView? after, Change change, DateTimeOffset time)
    {
        var before = now.Lives ? now.ToView() : null;
        return new AuditEntry(
            change.OperationId, time, change.Actor, action, "file/" + Key, Key.Owner,
            before is null ? null : AuditDiff.Of(before, after), after is null ? null : AuditDiff.Of(after, before));
    }
}
