using Microsoft.Extensions.Logging;
using Portal.Certificates.Acme;
using Portal.Saving;
using Portal.Secrets;

namespace Portal.Certificates;

/// <summary>What is stored of the fleet's account. Names are part of what is stored: never rename.</summary>
internal sealed record AcmeAccountState : Stored
{
    public string? SealedKey { get; init; }
    public string? Url { get; init; }

    // Its secrets stay out of logs.
    public override string ToString() => nameof(AcmeAccountState);
}

/// <summary>One registration at a time; the key is stored before the CA hears of it, so no account is ever out of reach.</summary>
[GrainType("acme-account")]
internal sealed partial class AcmeAccountGrain(
    [PersistentState("acme-account")] IPersistentState<AcmeAccountState> store,
    IAcmeClient client,
    ISecrets secrets,
    ILogger<AcmeAccountGrain> logger) : Grain, IAcmeAccountGrain
{
    private Task<AcmeAccountAnswer>? registering;

    public async Task<AcmeAccountAnswer> Get(string? lost)
    {
        if (registering is null && store.State is { Url: { } url, SealedKey: { } key } && url != lost)
            return new AcmeAccountAnswer(url, key);
        var mine = registering ??= Register();
        try
        {
            return await mine;
        }
        finally
        {
            if (ReferenceEquals(registering, mine))
                registering = null;
        }
    }

    private async Task<AcmeAccountAnswer> Register()
    {
        if (store.State.SealedKey is null)
        {
            using var fresh = AcmeKey.Create();
            await store.Replace(store.State with { SealedKey = secrets.Seal(SecretPurposes.AcmeAccountKey, fresh.ToPem()) });
        }

        using var key = AcmeKey.FromPem(secrets.Open(SecretPurposes.AcmeAccountKey, store.State.SealedKey!));
        try
        {
            var account = await client.Register(key, CancellationToken.None);
            await store.Replace(store.State with { Url = account.Url.AbsoluteUri });
            LogRegistered(logger, this.GetPrimaryKeyString());
            return new AcmeAccountAnswer(store.State.Url, store.State.SealedKey);
        }
        catch (AcmeUnreachableException silence)
        {
            return new AcmeAccountAnswer(null, null, Unreachable: silence.Message, Slow: silence.IsSlow);
        }
        catch (AcmeException refusal)
        {
            return new AcmeAccountAnswer(
                null, null, Problem: refusal.Problem.Document, Status: refusal.Problem.Status, RetryAfter: refusal.RetryAfter);
        }
    }

    [LoggerMessage(1, LogLevel.Information, "Registered with the certificate authority {Directory}")]
    private static partial void LogRegistered(ILogger logger, string directory);
}
