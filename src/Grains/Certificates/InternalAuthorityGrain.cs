using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;
using Portal.Saving;
using Portal.Secrets;

namespace Portal.Certificates;

/// <summary>What is stored of the development CA. Names are part of what is stored: never rename.</summary>
internal sealed record InternalAuthorityState : Stored
{
    public string? CertificatePem { get; init; }
    public string? SealedKey { get; init; }

    // Its secrets stay out of logs.
    public override string ToString() => nameof(InternalAuthorityState);
}

[GrainType("internal-authority")]
internal sealed partial class InternalAuthorityGrain(
    [PersistentState("internal-authority")] IPersistentState<InternalAuthorityState> store,
    ISecrets secrets,
    InternalRootFile file,
    TimeProvider clock,
    ILogger<InternalAuthorityGrain> logger) : Grain, IInternalAuthorityGrain, IDisposable
{
    private X509Certificate2? root;

    public async Task<string> Sign(string host, byte[] publicKey) =>
        InternalAuthority.Sign(await Root(), host, publicKey, clock.GetUtcNow());

    public async Task<string> GetRoot()
    {
        await Root();
        return store.State.CertificatePem!;
    }

    public void Dispose() => root?.Dispose();

    private async Task<X509Certificate2> Root()
    {
        var now = clock.GetUtcNow();
        if (root is not null && InternalAuthority.IsGood(root, now))
            return root;
        root?.Dispose();
        root = Load();
        if (root is null || !InternalAuthority.IsGood(root, now))
        {
            root?.Dispose();
            root = null;
            var (certificate, key) = InternalAuthority.CreateRoot(now);
            await store.Replace(
                store.State with { CertificatePem = certificate, SealedKey = secrets.Seal(SecretPurposes.InternalAuthorityKey, key) });
            root = Load()!;
        }

        try
        {
            await file.Write(store.State.CertificatePem!);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            LogNotWritten(logger, file.Path, failure);
        }

        return root;
    }

    private X509Certificate2? Load() => store.State is { CertificatePem: { } certificate, SealedKey: { } key }
        ? X509Certificate2.CreateFromPem(certificate, secrets.Open(SecretPurposes.InternalAuthorityKey, key))
        : null;

    [LoggerMessage(1, LogLevel.Warning, "The root of the development CA could not be written to {Path}")]
    private static partial void LogNotWritten(ILogger logger, string path, Exception failure);
}
