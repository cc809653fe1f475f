using Portal.Saving;
using Portal.Storage;

namespace Portal.Brands;

/// <summary>What is done with brands, whoever asks by whichever face: the one place where their rights are decided (ADR 0055).</summary>
internal sealed class BrandDesk(IGrainFactory grains, IBrandDirectory brands, IBrandRules rules, DecidedChange decided)
{
    // More than fit into a list to choose from.
    private const int MostChoices = 500;

    private const string Reading = "brands.read";
    private const string Writing = "brands.write";

    /// <summary>Brands are the platform's to give: who holds one changes it, and doesn't end it.</summary>
    public static bool MayAddAndDelete(Caller caller) => !caller.Rights.IsReseller && caller.Rights.CanChange(null);

    public static bool MayChange(Caller caller, BrandView brand) => caller.Rights.CanChange(brand.Settings.Id);

    /// <summary>The ids that the caller's lists are limited to; null: none.</summary>
    public static string[]? Own(Caller caller) => caller.Rights.OnlyBrands;

    /// <summary>Before anything else is asked about a new one. Null: go on.</summary>
    public static DeskAnswer<BrandView>? RefuseAdding(Caller caller) =>
        caller.Lacks(Writing) ? DeskAnswer<BrandView>.Lacks(Writing)
        : MayAddAndDelete(caller) ? null
        : DeskAnswer<BrandView>.Forbidden("Only the platform's owners and administrators can add brands.");

    public Task<Page<BrandRow>> List(Caller caller, ListQuery query, CancellationToken cancellation) =>
        brands.List(query with { Brands = Own(caller) }, cancellation);

    /// <summary>What a form lets its reader choose from.</summary>
    public async Task<IReadOnlyList<BrandRow>> Choices(Caller caller, CancellationToken cancellation) =>
        (await List(caller, new ListQuery(Limit: MostChoices), cancellation)).Items;

    public IAsyncEnumerable<BrandRow> All(Caller caller, ListQuery query, CancellationToken cancellation) =>
        brands.All(query with { Brands = Own(caller) }, cancellation);

    /// <summary>The read model vouches for the id: no grain is woken for one that anybody made up.</summary>
    public async Task<DeskAnswer<BrandView>> Find(Caller caller, string id, CancellationToken cancellation) =>
        caller.Lacks(Reading) ? DeskAnswer<BrandView>.Lacks(Reading)
        : BrandRules.IsId(id) && caller.Rights.CanSee(id) && await brands.Exists(id, cancellation)
            && await Grain(id).Get() is { } view ? DeskAnswer<BrandView>.Done(view)
        : DeskAnswer<BrandView>.NotFound();

    public async Task<DeskAnswer<BrandView>> FindToChange(Caller caller, string id, CancellationToken cancellation) =>
        caller.Lacks(Writing) ? DeskAnswer<BrandView>.Lacks(Writing)
        : await Find(caller, id, cancellation) is var found && found.IsDone && !MayChange(caller, found.Value)
            ? DeskAnswer<BrandView>.Forbidden()
        : found;

    public async Task<DeskAnswer<BrandView>> FindToDelete(Caller caller, string id, CancellationToken cancellation) =>
        caller.Lacks(Writing) ? DeskAnswer<BrandView>.Lacks(Writing)
        : await Find(caller, id, cancellation) is var found && found.IsDone && !MayAddAndDelete(caller)
            ? DeskAnswer<BrandView>.Forbidden("Only the platform's owners and administrators can delete brands.")
        : found;

    /// <param name="unread">What the face couldn't read: it is told together with what the rules say.</param>
    public async Task<DeskAnswer<BrandView>> Create(
        Caller caller, BrandSettings settings, IReadOnlyCollection<FieldError> unread, Change change, CancellationToken cancellation)
    {
        if (RefuseAdding(caller) is { } refused)
            return refused;
        // The id is the key of what is called below: it must be right before anything is called.
        if (unread.Count > 0 || !BrandRules.IsId(settings.Id))
            return await Wrong(settings, null, unread, cancellation);
        return DeskAnswer<BrandView>.Of(await Grain(settings.Id).Create(settings, caller.Own(change)));
    }

    /// <param name="unread">What the face couldn't read: it is told together with what the rules say.</param>
    public Task<DeskAnswer<BrandView>> Save(
        Caller caller,
        string id,
        BrandSettings settings,
        IReadOnlyCollection<FieldError> unread,
        Change change,
        CancellationToken cancellation) =>
        decided.Make(caller, () => FindToChange(caller, id, cancellation), Version, change, async (now, exact) =>
        {
            if (unread.Count > 0)
                return await Wrong(settings, now.Settings, unread, cancellation);
            return ScriptRight.Refuse<BrandView>(
                    caller, (now.Settings.JavaScript, now.Settings.ScriptSources), (settings.JavaScript, settings.ScriptSources))
                ?? DeskAnswer<BrandView>.Of(await Grain(id).Save(settings, exact));
        });

    public Task<DeskAnswer<BrandView>> Delete(Caller caller, string id, Change change, CancellationToken cancellation) =>
        decided.Make(
            caller,
            () => FindToDelete(caller, id, cancellation),
            Version,
            change,
            async (_, exact) => DeskAnswer<BrandView>.Of(await Grain(id).Delete(exact)));

    private IBrandGrain Grain(string id) => grains.GetGrain<IBrandGrain>(id);

    private async Task<DeskAnswer<BrandView>> Wrong(
        BrandSettings settings, BrandSettings? now, IReadOnlyCollection<FieldError> unread, CancellationToken cancellation) =>
        DeskAnswer<BrandView>.Invalid(FieldErrors.Join(unread, (await rules.Check(settings, now, cancellation)).Errors));

    private static long Version(BrandView view) => view.Version;
}
