using Portal.Saving;

namespace Portal.Files;

[GrainType("file")]
internal sealed class FileGrain(
    [PersistentState("file")] IPersistentState<FileState> store,
    IFileDirectory files,
    OwnerExists exists,
    PictureReadings readings,
    FileBytes bytes,
    IFollowUp<FileState> followUp,
    SavingParts parts) : Grain, IFileGrain
{
    private const int NamedUses = 3;

    private DocumentWriter<FileState, FileView> document = null!;

    private FileKey Key => FileKey.Of(this.GetPrimaryKeyString());

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        document = new(this, store, followUp, parts, state => state.ToView());
        return document.Activate();
    }

    // Whoever names a version saw a file; else whatever is there makes way.
    public Task<SaveResult<FileView>> Put(byte[] content, Change change) => change.ExpectedVersion is null
        ? document.Create("file.save", change, (now, time) => Take(content, now, time))
        : document.Change("file.save", change, (now, time) => Take(content, now, time));

    public Task<SaveResult<FileView>> Delete(Change change) =>
        document.Delete("file.delete", change, async (now, time) =>
        {
            var uses = await files.Uses(Key, null, NamedUses + 1, CancellationToken.None);
            if (uses.Count > 0)
                return SaveResult<FileView>.InUse("file", Uses(uses));
            return new(now with { Deleted = true, ChangedAt = time }, Audited.Of(Key.Owner, now.ToView(), null));
        });

    public Task<FileView?> Get() => Task.FromResult(document.View);

    public Task Repair() => document.Repair();

    private async Task<Decision<FileState, FileView>> Take(byte[] content, FileState now, DateTimeOffset time)
    {
        if (FileName.Check(Key.Name) is { Length: > 0 } wrong)
            return SaveResult<FileView>.Invalid(new FieldError("file", wrong));
        if (Key.Owner is { } owner && !await exists(owner, CancellationToken.None))
            return SaveResult<FileView>.Invalid(new FieldError("brand", $"There is no brand “{owner}”."));
        var (picture, reason) = await readings.Read(content);
        if (picture is null)
            return SaveResult<FileView>.Invalid(new FieldError("file", reason));

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
            Hash = await bytes.Keep(picture),
            ChangedAt = time,
        };
        return new(next, Audited.Of(Key.Owner, now.Lives ? now.ToView() : null, next.ToView()));
    }

    private static string Uses(IReadOnlyList<string> uses)
    {
        var named = string.Join(", ", uses.Take(NamedUses).Select(u => u[(u.IndexOf('/', StringComparison.Ordinal) + 1)..]));
        return $"This file is used by {named}{(uses.Count > NamedUses ? " and others" : "")}. Choose another there first.";
    }
}
