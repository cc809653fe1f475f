using Portal.Storage;

namespace Portal.ApiKeys;

/// <summary>The keys as front ends read them. Revoked ones are not there.</summary>
internal interface IApiKeyDirectory
{
    /// <summary>By <see cref="ApiKeyList"/>.</summary>
    Task<Page<ApiKeyView>> List(ListQuery query, CancellationToken cancellation);

    Task<ApiKeyView?> Find(string id, CancellationToken cancellation);

    /// <summary>The key that has this hash; expired ones too.</summary>
    Task<ApiKeyView?> FindByHash(string hash, CancellationToken cancellation);

    /// <summary>Notes that keys were used; an older time than the stored one changes nothing.</summary>
    Task Touch(IReadOnlyDictionary<string, DateTimeOffset> used, CancellationToken cancellation);
}
