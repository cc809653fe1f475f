using Portal.Saving;
using Portal.Storage;

namespace Portal.Files;

/// <summary>
/// What is done with public files, whoever asks by whichever face: the one place where their rights are decided (ADR 0055). The
/// platform's are read by all and changed by its own staff; a brand's are its own, and others don't know that they are there.
/// </summary>
internal sealed class FileDesk(IGrainFactory grains, IFileDirectory files)
{
    private const string Reading = "files.read";
    private const string Writing = "files.write";

    /// <summary>Whether there are any that the caller adds, replaces and deletes.</summary>
    public static bool MayChangeSome(Caller caller) => caller.Rights.CanAdd;

    public static bool MayChange(Caller caller, FileKey key) =>
        MayChangeSome(caller) && (!caller.Rights.IsReseller || caller.Rights.CanSee(key.Owner));

    /// <summary>Whose a file is that the caller puts without saying so; null: the platform's, or they have to say.</summary>
    public static string? OwnerUnsaid(Caller caller) => caller.Rights.OnlyBrand;

    /// <summary>Whether the caller's files always belong to a brand.</summary>
    public static bool NeedsOwner(Caller caller) => caller.Rights.IsReseller;

    /// <param name="brand">Files of this brand beside the platform's; null: all that the caller sees.</param>
    public async Task<DeskAnswer<Page<FileView>>> List(Caller caller, string? brand, ListQuery query, CancellationToken cancellation) =>
        caller.Lacks(Reading) ? DeskAnswer<Page<FileView>>.Lacks(Reading)
        : brand is not null && !caller.Rights.CanSee(brand) ? DeskAnswer<Page<FileView>>.NotFound()
        : DeskAnswer<Page<FileView>>.Done(
            await files.List(query with { Brands = brand is null ? caller.Rights.OnlyBrands : [brand] }, cancellation));

    /// <param name="brand">Whose it is; null: what the caller's own one brand means by the name, else the platform's.</param>
    public async Task<DeskAnswer<FileView>> Find(Caller caller, string name, string? brand, CancellationToken cancellation) =>
        caller.Lacks(Reading) ? DeskAnswer<FileView>.Lacks(Reading)
        : brand is null ? DeskAnswer<FileView>.Found(await files.Resolve(name, OwnerUnsaid(caller), cancellation))
        : await FindExactly(caller, new FileKey(brand, name), cancellation);

    /// <summary>The file of this key and no other of its name.</summary>
    public async Task<DeskAnswer<FileView>> FindExactly(Caller caller, FileKey key, CancellationToken cancellation) =>
        caller.Lacks(Reading) ? DeskAnswer<FileView>.Lacks(Reading)
        : key.Owner is null || caller.Rights.CanSee(key.Owner) ? DeskAnswer<FileView>.Found(await files.Find(key, cancellation))
        : DeskAnswer<FileView>.NotFound();

    public async Task<DeskAnswer<FileView>> FindToChange(Caller caller, FileKey key, CancellationToken cancellation) =>
        caller.Lacks(Writing) ? DeskAnswer<FileView>.Lacks(Writing)
        : await FindExactly(caller, key, cancellation) is var found && found.IsDone && !MayChange(caller, key)
            ? DeskAnswer<FileView>.Forbidden()
        : found;

    /// <summary>Before anything else is asked about one that is put or deleted. Not found: there is no such brand. Null: go on.</summary>
    public static DeskAnswer<FileView>? RefuseChanging(Caller caller, FileKey key) =>
        caller.Lacks(Writing) ? DeskAnswer<FileView>.Lacks(Writing)
        : key.Owner is not null && !caller.Rights.CanSee(key.Owner) ? DeskAnswer<FileView>.NotFound()
        : key.Owner is null && NeedsOwner(caller)
            ? DeskAnswer<FileView>.Invalid(
                [new("brand", $"Say which of your brands the file belongs to: {string.Join(", ", caller.Rights.Brands)}.")])
        : MayChange(caller, key) ? null
        : DeskAnswer<FileView>.Forbidden();

    public async Task<DeskAnswer<FileView>> Put(Caller caller, FileKey key, byte[] content, Change change) =>
        RefuseChanging(caller, key) ?? DeskAnswer<FileView>.Of(await Grain(key).Put(content, caller.Own(change)));

    public async Task<DeskAnswer<FileView>> Delete(Caller caller, FileKey key, Change change, CancellationToken cancellation) =>
        await FindToChange(caller, key, cancellation) is { IsDone: false } refused
            ? refused
            : DeskAnswer<FileView>.Of(await Grain(key).Delete(caller.Own(change)));

    /// <summary>Who shows it, of what the caller sees.</summary>
    public Task<IReadOnlyList<string>> Uses(Caller caller, FileKey key, int most, CancellationToken cancellation) =>
        files.Uses(key, caller.Rights.OnlyBrands, most, cancellation);

    private IFileGrain Grain(FileKey key) => grains.GetGrain<IFileGrain>(key.ToString());
}
