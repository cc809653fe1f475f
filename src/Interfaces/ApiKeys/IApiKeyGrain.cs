using Portal.Saving;

namespace Portal.ApiKeys;

/// <summary>
/// One API key. Key: its id. The key itself never comes here: whoever makes it shows it once and hands over its digest.
/// </summary>
[Alias("portal.IApiKeyGrain")]
public interface IApiKeyGrain : IGrainWithStringKey
{
    /// <summary>
    /// Creates it. The same operation again takes the new digest instead: its first answer, and with it the key, was lost.
    /// Invalid at <c>name</c>, <c>scopes[n]</c>, <c>expiresAt</c>, <c>brands</c>.
    /// </summary>
    [Alias("Create")]
    Task<SaveResult<ApiKeyView>> Create(ApiKeySettings settings, ApiKeyDigest digest, Change change);

    /// <summary>Ends it for ever. Front ends refuse it within 10 s.</summary>
    [Alias("Revoke")]
    Task<SaveResult<ApiKeyView>> Revoke(Change change);

    /// <summary>Creates it unless there is, or ever was, any key. Answers whether it did.</summary>
    [Alias("Seed")]
    Task<bool> Seed(ApiKeySettings settings, ApiKeyDigest digest);
}
