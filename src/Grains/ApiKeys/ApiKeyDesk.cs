using Portal.Brands;
using Portal.Saving;
using Portal.Staff;
using Portal.Storage;

namespace Portal.ApiKeys;

/// <summary>What is done with API keys, by whichever face: owners alone, since a key does what its maker can (ADR 0055).</summary>
internal sealed class ApiKeyDesk(IGrainFactory grains, IApiKeyDirectory keys, IBrandDirectory brands, TimeProvider clock)
{
    private const string Reading = "apiKeys.read";
    private const string Writing = "apiKeys.write";
    private const int LongestBrand = 64;

    /// <summary>Before anything is asked about any. Null: go on.</summary>
    public static DeskAnswer<ApiKeyView>? Refuse(Caller caller, bool changes) =>
        caller.Lacks(changes ? Writing : Reading) ? DeskAnswer<ApiKeyView>.Lacks(changes ? Writing : Reading)
        : StaffDesk.MayManage(caller) ? null
        : DeskAnswer<ApiKeyView>.Forbidden("Only owners can manage API keys.");

    public async Task<DeskAnswer<Page<ApiKeyView>>> List(Caller caller, ListQuery query, CancellationToken cancellation) =>
        Refuse(caller, changes: false) is { } refused
            ? refused.Refusing<Page<ApiKeyView>>()
            : DeskAnswer<Page<ApiKeyView>>.Done(await keys.List(query with { Brands = null }, cancellation));

    public async Task<DeskAnswer<ApiKeyView>> Find(Caller caller, string id, CancellationToken cancellation) =>
        Refuse(caller, changes: false) ?? DeskAnswer<ApiKeyView>.Found(await keys.Find(id, cancellation));

    /// <param name="unread">What the face couldn't read: it is told together with what the rules say.</param>
    /// <param name="digest">Of the key, which whoever makes it shows once.</param>
    public async Task<DeskAnswer<ApiKeyView>> Create(
        Caller caller,
        ApiKeySettings settings,
        IReadOnlyCollection<FieldError> unread,
        ApiKeyDigest digest,
        Change change,
        CancellationToken cancellation)
    {
        if (Refuse(caller, changes: true) is { } refused)
            return refused;
        FieldError[] wrong = [.. unread, .. More(caller, settings), .. await Missing(settings, cancellation)];
        return wrong.Length > 0
            ? DeskAnswer<ApiKeyView>.Invalid(FieldErrors.Join(wrong, ApiKeyRules.Check(settings, clock.GetUtcNow())))
            : DeskAnswer<ApiKeyView>.Of(
                await grains.GetGrain<IApiKeyGrain>(ApiKeyText.IdFor(change.OperationId)).Create(settings, digest, caller.Own(change)));
    }

    public async Task<DeskAnswer<ApiKeyView>> Revoke(Caller caller, string id, Change change, CancellationToken cancellation) =>
        Refuse(caller, changes: true) is { } refused ? refused
        : await keys.Find(id, cancellation) is null ? DeskAnswer<ApiKeyView>.NotFound()
        : DeskAnswer<ApiKeyView>.Of(await grains.GetGrain<IApiKeyGrain>(id).Revoke(caller.Own(change)));

    // Nobody makes a key that opens more than their own.
    private static IEnumerable<FieldError> More(Caller caller, ApiKeySettings settings) =>
        from scope in settings.Scopes.Index()
        where Scopes.Known.Contains(scope.Item, StringComparer.Ordinal) && caller.Lacks(scope.Item)
        select new FieldError($"scopes[{scope.Index}]", $"Your own key lacks the scope “{scope.Item}”, so it can't grant it.");

    // A brand that comes to be later is nobody's to have been given before.
    private async Task<List<FieldError>> Missing(ApiKeySettings settings, CancellationToken cancellation)
    {
        var missing = new List<FieldError>();
        foreach (var (i, brand) in (settings.Rights.IsReseller ? settings.Rights.Brands : []).Index())
        {
            if (brand.Length > LongestBrand || !await brands.Exists(brand, cancellation))
                missing.Add(new($"brands[{i}]", $"There is no brand “{brand}”. Choose an existing one."));
        }

        return missing;
    }
}
